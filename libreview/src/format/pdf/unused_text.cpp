#include "format/pdf/unused_text.hpp"

#include <algorithm>
#include <utility>

#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/unused_objects.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

class UnusedReader {
public:
    UnusedReader(const PdfDocument& document, const std::set<const PdfObject*>& unused)
        : document_(document), context_(document.context()), unused_(unused), walked_(context_.fonts.walked), in_glyphs_(context_.fonts.walked_in_glyphs) {}
    // Read again, the document has the same parts.
    ~UnusedReader() { context_.fonts.walked_in_glyphs = in_glyphs_; }

    std::vector<UnusedText> run() {
        for (const auto& page : document_.page_list()) pages_.insert(page.object);
        for (const auto* object : context_.objects) note_buttons(*object);
        for (auto* object : context_.objects) {
            if (object->IsDictionary()) look_at(*object);
        }
        for (const auto* object : unused_) {
            if (object->HasStream() && !contents_.contains(object) && !is_typed(*object)) bare_stream(*object);
        }
        return std::move(found_);
    }

private:
    PdfObject* at(const PdfObject& object, const char* key) const { return value_of(&object, key, context_.objects); }
    std::string name_at(const PdfObject& object, const char* key) const { return name_of(at(object, key)); }
    bool is_drawn(const PdfObject& object) const { return name_at(object, "Subtype") == "Form" || number_of(at(object, "PatternType")) == 1; }
    bool is_typed(const PdfObject& object) const { return is_drawn(object) || at(object, "Type") != nullptr || at(object, "Subtype") != nullptr; }

    // 12.5.5: /D and /R, one each or one for each state.
    void note_buttons(const PdfObject& object) {
        const auto* looks = unused_.contains(&object) ? nullptr : at(object, "AP");
        if (!looks || !looks->IsDictionary()) return;
        for (const char* key : {"D", "R"}) {
            const auto* look = at(*looks, key);
            if (!look || !look->IsDictionary()) continue;
            buttons_.insert(look);
            if (look->HasStream()) continue;
            for (const auto& [state, stream] : look->GetDictionary().GetKeys()) buttons_.insert(resolve(static_cast<const PdfObject*>(stream), context_.objects));
        }
    }

    void look_at(PdfObject& object) {
        if (object.HasStream()) {
            if (is_drawn(object) && !walked_.contains(&object) && !in_glyphs_.contains(&object)) form(object);
            return;
        }
        const auto type = name_at(object, "Type");
        if ((type == "Page" || type == "Template") && !pages_.contains(&object) && at(object, "Contents")) page(object);
    }

    void form(PdfObject& object) {
        PageNotes notes;
        auto order = read_form(context_, object, &notes);
        add(object, std::move(order), std::move(notes));
    }

    void page(PdfObject& object) {
        const auto* contents = at(object, "Contents");
        contents_.insert(contents);
        if (contents->IsArray()) {
            for (const auto& item : contents->GetArray()) contents_.insert(resolve(&item, context_.objects));
        }
        const PdfObject* resources = nullptr;
        const auto* node = &object;
        for (int steps = 0; node && !resources && steps < 64; ++steps, node = value_of(node, "Parent", context_.objects)) resources = value_of(node, "Resources", context_.objects);
        const Page page{0, &object, resources};
        bool whole = true;
        PageNotes notes;
        const auto content = document_.content_of(page, whole);
        add(object, read_page(context_, content, page, &notes), std::move(notes));
    }

    // Nobody knows its fonts: what it shows is taken for what is written there.
    void bare_stream(const PdfObject& object) {
        bool whole = false;
        const auto content = stream_of(object, document_.limits().stream_bytes, whole);
        ReadingOrder order;
        Lexer lexer(content);
        Operation op;
        while (lexer.next(op)) {
            if (op.op != "Tj" && op.op != "TJ" && op.op != "'" && op.op != "\"") continue;
            for (const auto& operand : op.operands) {
                if (operand.kind == Operand::Kind::string) order.text += text_string(operand.text);
                for (const auto& item : operand.items) order.text += item.kind == Operand::Kind::string ? text_string(item.text) : std::string();
            }
            order.text += '\n';
        }
        add(object, std::move(order), PageNotes());
    }

    void add(const PdfObject& object, ReadingOrder&& order, PageNotes&& notes) {
        auto text = std::move(order.text);
        if (!order.marked.empty()) text += "\n" + order.marked;
        if (!text.empty()) found_.push_back({&object, std::move(text), std::move(notes), buttons_.contains(&object)});
    }

    const PdfDocument& document_;
    WalkContext context_;
    const std::set<const PdfObject*>& unused_;
    const std::set<const PdfObject*> walked_, in_glyphs_;
    std::set<const PdfObject*> pages_, contents_, buttons_;
    std::vector<UnusedText> found_;
};

}  // namespace

std::set<const PdfObject*> unused_of(const PdfDocument& document) {
    auto& objects = document.objects().GetObjects();
    std::set<const PdfObject*> unused;
    const auto* list = value_of(value_of(document.objects().GetTrailer(), "Info", objects), unused_key, objects);
    if (!list || !list->IsArray()) return unused;
    for (const auto& item : list->GetArray()) {
        if (const auto* object = resolve(&item, objects)) unused.insert(object);
    }
    return unused;
}

std::vector<UnusedText> unused_text(const PdfDocument& document, const std::set<const PdfObject*>& unused) { return UnusedReader(document, unused).run(); }

}  // namespace review::pdf
