#include "format/text/text_document.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/format_text.hpp"
#include "base/utf8_scan.hpp"
#include "format/text/coded_text.hpp"
#include "format/text/cut_edits.hpp"
#include "format/text/detect.hpp"
#include "format/text/encoded_words.hpp"
#include "format/text/source_text.hpp"

namespace review {
namespace {

constexpr std::size_t sniffed = 1 << 20;
constexpr std::size_t named_stretches = 100;

class TextDocument final : public Document {
public:
    TextDocument(const Draft& draft, const TextForm& form)
        : draft_(draft), text_(draft.bytes, form.charset, form.mark_bytes, form.tolerated, 0, form.known_utf8) {
        if (text_.given_up() || (!form.known_utf8 && has_binary_control(as_bytes(text_.utf8())))) {
            throw Error(Errc::malformed, say(Msg::text_not_text, {draft.name}));
        }
    }

    std::string_view format() const override { return "text"; }
    std::uint32_t pages() const override { return 0; }

    void extract(ExtractionSink& sink) const override {
        Part head;
        head.kind = PartKind::text;
        head.label = "text";
        PartPieces pieces(sink, std::move(head));
        text_.feed(pieces, 0, text_.utf8().size());
        tell_encoded_words(text_, pieces.finish() ? 1 : 0, sink);
        report_undecodable(sink);
    }

    Rewritten rewrite(const RedactionPlan& plan) const override {
        check_plan(plan, draft_, format());
        CutEdits cuts(plan.cuts);
        extract(cuts);
        return {rewritten(without_overlaps(cuts.finish()), plan.width), {}, {}, {}};
    }

private:
    // Without a mark only statistics tell UTF-16, and a cut changes them: where the rest would be read as something else, it gets the mark.
    SharedBytes rewritten(std::vector<Edit> edits, Width width) const {
        const auto& charset = text_.charset();
        auto output = with_edits(draft_.bytes, edits, filler_of(charset), width);
        if (!charset.is_utf16() || edits.empty()) return output;
        const auto form = detect_text(output, false);
        if (form && form->charset == charset) return output;
        const auto mark = as_bytes(mark_of(charset));
        edits.insert(edits.begin(), Edit{{0, 0}, 0, Bytes(mark.begin(), mark.end())});
        return with_edits(draft_.bytes, edits, filler_of(charset), width);
    }

    void report_undecodable(ExtractionSink& sink) const {
        const auto& stretches = text_.undecodable();
        for (std::size_t i = 0; i < stretches.size() && i <= named_stretches; ++i) {
            const auto place = std::to_string(stretches[i].begin);
            BlindSpot spot;
            spot.reason = BlindReason::malformed;
            spot.label = i < named_stretches ? "byte " + place : "bytes from " + place;
            spot.object = spot.label;
            spot.detail = say(Msg::text_undecodable, {text_.charset().name(), place});
            sink.blind_spot(std::move(spot));
        }
    }

    const Draft& draft_;
    SourceText text_;
};

}  // namespace

bool is_text(ByteView bytes) {
    const bool cut_off = bytes.size() > sniffed;
    return !bytes.empty() && detect_text(cut_off ? bytes.first(sniffed) : bytes, cut_off).has_value();
}

std::unique_ptr<Document> open_text(const Draft& draft, const OpenOptions&) {
    refuse_coded_text(draft);
    const auto form = detect_text(draft.bytes, false);
    if (!form) throw Error(Errc::malformed, say(Msg::text_not_text, {draft.name}));
    if (form->two_encodings) throw Error(Errc::malformed, say(Msg::text_two_encodings, {draft.name, std::to_string(line_of_other_encoding(draft.bytes))}));
    return std::make_unique<TextDocument>(draft, *form);
}

}  // namespace review
