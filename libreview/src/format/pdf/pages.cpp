#include <algorithm>
#include <set>
#include <unordered_map>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "format/pdf/marked_text.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

struct Node {
    PdfObject* object;
    const PdfObject* resources;
};

}  // namespace

std::vector<Page> find_pages(PoDoFo::PdfMemDocument& document, const Limits& limits, std::size_t* missing) {
    auto& objects = document.GetObjects();
    auto* root = document.GetCatalog();
    std::vector<Page> pages;
    std::set<const PdfObject*> seen;
    std::vector<Node> stack{{value_of(root, "Pages", objects), nullptr}};
    while (!stack.empty()) {
        const auto [object, inherited] = stack.back();
        stack.pop_back();
        if (!object || !object->IsDictionary()) {
            if (missing) ++*missing;
            continue;
        }
        const auto* own = value_of(object, "Resources", objects);
        const auto* resources = own ? own : inherited;
        auto* kids = value_of(object, "Kids", objects);
        if (kids && kids->IsArray()) {
            if (!seen.insert(object).second) continue;  // a ring; a page that stands there twice is two pages
            auto& list = kids->GetArray();
            for (std::size_t i = list.size(); i-- > 0;) stack.push_back({resolve(&list[i], objects), resources});
            continue;
        }
        if (name_of(value_of(object, "Type", objects)) == "Pages") continue;  // an empty node
        pages.push_back({static_cast<std::uint32_t>(pages.size() + 1), object, resources});
        if (pages.size() > limits.pages) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {"the page tree", "pages", std::to_string(limits.pages)}));
        }
    }
    return pages;
}

std::string page_content(const Page& page, PoDoFo::PdfVecObjects& objects, const Limits& limits, bool& whole) {
    whole = true;
    std::string content;
    const auto append = [&](const PdfObject* stream) {
        if (!stream || !stream->HasStream()) return;
        bool good = false;
        content += stream_of(*stream, limits.stream_bytes, good);
        content += '\n';  // 7.8.2: a token never goes on in the next stream
        whole = whole && good;
    };
    const auto* contents = value_of(page.object, "Contents", objects);
    if (contents && contents->IsArray()) {
        for (const auto& item : contents->GetArray()) append(resolve(&item, objects));
    } else {
        append(contents);
    }
    return content;
}

namespace {

struct Collector final : WalkSink {
    Collector(const WalkContext& context, const PdfObject* resources, WalkSink* second, bool for_order = true)
        : marks(resources, context.objects), also(second), orders(for_order) {}
    using Reading = std::unordered_map<std::uint32_t, std::string_view>;  // by drawing number
    std::vector<PlacedGlyph> glyphs;
    Reading shapes, numbers;  // of glyphs that are read in another way as well
    RuleCollector rules;
    MarkedText marks;
    WalkSink* also;
    bool orders;  // whether anybody asks for the reading order
    Nesting nesting;

    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> shown) override {
        if (orders) collect(shown);
        if (also) also->show(op, before, shown);
    }
    void collect(std::span<const ShownGlyph> shown) {
        marks.show(shown);
        const auto nest = nesting.number();
        const bool tiled = nesting.tiled();
        for (const auto& glyph : shown) {
            if (!glyph.drawn.empty()) shapes.emplace(glyph.number, glyph.drawn);
            if (!glyph.numbered.empty()) numbers.emplace(glyph.number, glyph.numbered);
            glyphs.emplace_back(glyph.number, glyph.unicode, glyph.quad, glyph.vertical, nest, tiled, false);
            if (!glyph.inside.empty()) glyphs.push_back({glyph.number, glyph.inside, glyph.quad, glyph.vertical, nest_of_procedures, tiled});
        }
    }
    // The page once more, with other characters for some glyphs.
    void add_readings() {
        const auto told = glyphs.size();
        add(shapes, nest_of_shapes, told);
        add(numbers, nest_of_numbers, told);
        add_marks(told);
    }
    void add(const Reading& reading, std::uint32_t nest, std::size_t told) {
        for (std::size_t i = 0; i < told && !reading.empty(); ++i) {
            auto glyph = glyphs[i];
            if (glyph.nest == nest_of_procedures) continue;
            glyph.nest += nest;
            if (const auto other = reading.find(glyph.number); other != reading.end()) glyph.unicode = other->second, glyph.disputed = true;
            glyphs.push_back(glyph);
        }
    }
    void add_marks(std::size_t told) {
        const auto& instead = marks.instead();
        for (std::size_t i = 0; i < told && !instead.empty(); ++i) {
            auto glyph = glyphs[i];
            if (glyph.nest == nest_of_procedures) continue;
            glyph.nest += nest_of_marks;
            if (const auto other = instead.find(glyph.number); other != instead.end()) {
                if (other->second.text.empty()) continue;
                glyph.unicode = other->second.text, glyph.quad = other->second.quad, glyph.disputed = true;
            }
            glyphs.push_back(glyph);
        }
    }
    ReadingOrder order() {
        add_readings();
        auto read = reading_order(glyphs, rules.rules());
        read.marked = marks.lines();
        return read;
    }
    bool reads_nested() const override { return true; }
    void nested(const Operation& op, const Nested& use) override {
        nesting.begin(use);
        if (also) also->nested(op, use);
    }
    void end_nested() override {
        nesting.end();
        if (also) also->end_nested();
    }
    void operation(const Operation& op, const TextState& before) override {
        if (orders) rules.operation(op, before.ctm), marks.operation(op);
        if (also) also->operation(op, before);
    }
    void begin_stream(std::string_view content, PdfObject* form) override {
        if (orders) marks.begin_stream(form);
        if (also) also->begin_stream(content, form);
    }
    void end_stream() override {
        if (orders) marks.end_stream();
        if (also) also->end_stream();
    }
    void place_form(const Operation& op, const std::string& name, PdfObject& form) override {
        if (also) also->place_form(op, name, form);
    }
    void image(const Operation& op, const Quad& place, PdfObject* object) override {
        if (also) also->image(op, place, object);
    }
    void paint(const Operation& op) override {
        if (also) also->paint(op);
    }
    void shade(const Operation& op, PdfObject* shading) override {
        if (also) also->shade(op, shading);
    }
    void problem(BlindReason reason, const std::string& detail, const std::string& object) override {
        if (also) also->problem(reason, detail, object);
    }
};

}  // namespace

ReadingOrder read_page(const WalkContext& context, std::string_view content, const Page& page, WalkSink* also) {
    Collector collector(context, page.resources, also);
    collector.glyphs.reserve(std::min<std::size_t>(content.size() / 6, 8192));  // four digits a glyph, and what stands between
    walk_content(context, content, page.resources, Matrix{}, collector);
    return collector.order();
}

ReadingOrder read_page_with(const WalkContext& context, std::string_view content, const Page& page, const std::vector<PlacedGlyph>& more) {
    Collector collector(context, page.resources, nullptr);
    walk_content(context, content, page.resources, Matrix{}, collector);
    for (const auto& glyph : more) {
        collector.glyphs.push_back(glyph);
        collector.glyphs.back().number = first_added + static_cast<std::uint32_t>(&glyph - more.data());
    }
    return reading_order(collector.glyphs, collector.rules.rules());
}

void walk_page(const WalkContext& context, std::string_view content, const Page& page, WalkSink& sink) {
    Collector collector(context, page.resources, &sink, false);
    walk_content(context, content, page.resources, Matrix{}, collector);
}

ReadingOrder read_form(const WalkContext& context, PdfObject& form, WalkSink* also) {
    Collector collector(context, nullptr, also);
    walk_form(context, form, Matrix{}, collector);
    return collector.order();
}

void walk_appearance(const WalkContext& context, PdfObject& form, WalkSink& sink) {
    Collector collector(context, nullptr, &sink, false);
    walk_form(context, form, Matrix{}, collector);
}

}  // namespace review::pdf
