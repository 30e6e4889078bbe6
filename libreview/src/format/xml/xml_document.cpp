#include "format/xml/xml_document.hpp"

#include <review/error.hpp>

#include "base/messages/format_xml.hpp"
#include "format/text/cut_edits.hpp"
#include "format/xml/declaration.hpp"
#include "format/xml/filled_fields.hpp"
#include "format/xml/markup_values.hpp"
#include "format/xml/office_root.hpp"
#include "format/xml/part_walker.hpp"
#include "format/xml/structure.hpp"

namespace review {
namespace {

// A document that libxml2 accepts and whose places we know.
struct XmlContent {
    XmlContent(ByteView bytes, const XmlForm& form, const std::string& name, const Limits& limits)
        : text(bytes, form.charset, form.mark_bytes, 0) {
        if (!text.undecodable().empty()) throw Error(Errc::malformed, say(Msg::xml_undecodable, {name}));
        blocks = check_well_formed(bytes, text, name, limits);
    }

    SourceText text;
    KnownBlocks blocks;
};

class XmlDocument final : public Document {
public:
    XmlDocument(const Draft& draft, const Limits& limits)
        : draft_(draft), limits_(limits), form_(xml_form(draft.bytes, draft.name)),
          content_(draft.bytes, form_, draft.name, limits) {
        refuse_office_root(content_.text.utf8(), draft.name, limits);
    }

    std::string_view format() const override { return "xml"; }
    std::uint32_t pages() const override { return 0; }

    void extract(ExtractionSink& sink) const override {
        XmlPartWalker(content_.text, content_.blocks, draft_.name, limits_, sink).run();
    }

    Rewritten rewrite(const RedactionPlan& plan) const override {
        check_plan(plan, draft_, format());
        refuse_values_in_markup(content_.text, plan.values, draft_.name, limits_);
        CutEdits cuts(plan.cuts);
        extract(cuts);
        refuse_cut_names(cuts.cut_names(), draft_.name);
        const auto edits = with_filled_fields(without_overlaps(cuts.finish()), plan.fields, form_.charset, draft_.name);
        Rewritten out{with_edits(draft_.bytes, edits, filler_of(form_.charset), plan.width), {}, {}, {}};
        try {
            XmlContent(out.bytes, xml_form(out.bytes, draft_.name), draft_.name, limits_);
        } catch (const Error&) {
            throw Error(Errc::refused, say(Msg::xml_rewritten_malformed, {draft_.name}));
        }
        return out;
    }

private:
    const Draft& draft_;
    Limits limits_;
    XmlForm form_;
    XmlContent content_;
};

}  // namespace

std::unique_ptr<Document> open_xml(const Draft& draft, const OpenOptions& options) {
    return std::make_unique<XmlDocument>(draft, options.limits);
}

}  // namespace review
