#include "format/html/html_document.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/format_html.hpp"
#include "base/messages/format_text.hpp"
#include "base/utf8_scan.hpp"
#include "format/html/encoding.hpp"
#include "format/html/inspect.hpp"
#include "format/html/markup_values.hpp"
#include "format/html/page_reader.hpp"
#include "format/html/ruby.hpp"
#include "format/text/coded_text.hpp"
#include "format/text/cut_edits.hpp"
#include "format/text/cuts_at.hpp"
#include "format/xml/markup_values.hpp"
#include "format/xml/xml_document.hpp"

namespace review {
namespace {

constexpr std::size_t named_stretches = 100;

// A page whose tree we know, and how it is written.
struct HtmlContent {
    HtmlContent(ByteView bytes, const std::string& name, const Limits& limits)
        : form(html_form(bytes, name)), page(decoded(bytes, name), name, limits) {
        check_declarations(page.tree(), form, name);
    }
    HtmlForm form;
    std::vector<ByteRange> undecodable;
    HtmlPage page;

private:
    MappedText decoded(ByteView bytes, const std::string& name) {
        const auto text = decode(form.charset, bytes, form.mark_bytes, form.tolerated);
        if (text.given_up || has_binary_control(as_bytes(text.utf8))) throw Error(Errc::malformed, say(Msg::text_not_text, {name}));
        undecodable = text.undecodable;
        return MappedText::of(text, bytes);
    }
};

// Elements and comments where they were, whatever stands in them.
bool is_same_page(const HtmlPage& before, const HtmlPage& after) {
    const auto same_token = [](const HtmlToken& a, const HtmlToken& b) {
        return a.kind == b.kind && a.name == b.name &&
               std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(),
                          [](const HtmlAttribute& x, const HtmlAttribute& y) { return x.name == y.name; });
    };
    const auto same_node = [](const HtmlNode* a, const HtmlNode* b) { return a->kind == b->kind && a->html == b->html && a->name == b->name && a->depth == b->depth; };
    const auto marks = [](const HtmlTree& tree) {
        std::vector<const HtmlNode*> nodes;
        for (const auto& node : tree.nodes) {
            if (node.kind != HtmlNode::Kind::text) nodes.push_back(&node);
        }
        return nodes;
    };
    const auto a = marks(before.tree()), b = marks(after.tree());
    return std::equal(before.tokens().begin(), before.tokens().end(), after.tokens().begin(), after.tokens().end(), same_token) &&
           std::equal(a.begin(), a.end(), b.begin(), b.end(), same_node);
}

class HtmlDocument final : public Document {
public:
    HtmlDocument(const Draft& draft, const Limits& limits) : draft_(draft), limits_(limits), content_(draft.bytes, draft.name, limits) {}

    std::string_view format() const override { return "html"; }
    std::uint32_t pages() const override { return 0; }
    void extract(ExtractionSink& sink) const override { read(sink, nullptr); }

    Inspection inspect() const override {
        auto seen = Document::inspect();
        std::vector<HtmlUnseen> unseen;
        Extraction nowhere;
        read(nowhere, &unseen);
        add_unseen(unseen, seen);
        bool styled = false;
        add_looks(html_looks(content_.page.tree(), styled), seen);
        if (styled) seen.blind_spots.push_back({0, 0, "style sheets", BlindReason::unsupported, say(Msg::html_style_sheets), {}, false, false, true});
        return seen;
    }

    Rewritten rewrite(const RedactionPlan& plan) const override {
        check_plan(plan, draft_, format());
        refuse_values_in_markup(content_.page, plan.values, draft_.name);
        CutEdits cuts(plan.cuts);
        extract(cuts);
        refuse_cut_names(cuts.cut_names(), draft_.name);
        const auto edits = without_overlaps(cuts.finish());
        Rewritten out{with_edits(draft_.bytes, edits, filler_of(content_.form.charset), plan.width), {}, {}, {}};
        if (edits.empty() || is_sound(out.bytes)) return out;
        throw Error(Errc::refused, say(Msg::html_other_page, {draft_.name}));
    }

    std::vector<Cut> readings_of(const std::vector<Cut>& taken) const override {
        if (!has_ruby(content_.page)) return {};
        CutEdits cuts(taken);
        extract(cuts);
        return cuts_at(*this, readings_over(content_.page, without_overlaps(cuts.finish())), "reading");
    }

private:
    bool is_sound(ByteView bytes) const {
        try {
            const HtmlContent again(bytes, draft_.name, limits_);
            return again.form.charset == content_.form.charset && is_same_page(content_.page, again.page);
        } catch (const Error& error) {
            if (error.code() == Errc::limit) throw;
            return false;
        }
    }

    void read(ExtractionSink& sink, std::vector<HtmlUnseen>* unseen) const {
        HtmlTeller teller(sink);
        HtmlPlace place;
        place.charset = content_.form.charset;
        HtmlPageReader(content_.page, place, draft_.name, limits_, teller, unseen).run();
        const auto& stretches = content_.undecodable;
        for (std::size_t i = 0; i < stretches.size() && i <= named_stretches; ++i) {
            const auto at = std::to_string(stretches[i].begin);
            teller.spot(BlindReason::malformed, (i < named_stretches ? "byte " : "bytes from ") + at, say(Msg::text_undecodable, {content_.form.charset.name(), at}));
        }
        teller.finish();
    }

    const Draft& draft_;
    Limits limits_;
    HtmlContent content_;
};

}  // namespace

std::unique_ptr<Document> open_html(const Draft& draft, const OpenOptions& options) {
    refuse_coded_text(draft);
    // Readers go by the name: by this one they read XML.
    const auto name = ascii_lower(draft.name);
    if (name.ends_with(".xml") || name.ends_with(".akn") || name.ends_with(".svg")) return open_xml(draft, options);
    if (is_xhtml(draft.bytes)) {
        try {
            return open_xml(draft, options);
        } catch (const Error& error) {
            if (error.code() == Errc::limit) throw;  // it is XML, and too much of it
        }
    }
    return std::make_unique<HtmlDocument>(draft, options.limits);
}

}  // namespace review
