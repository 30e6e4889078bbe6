#include "report/inspection_text.hpp"

#include <algorithm>

#include "base/messages/cli.hpp"
#include "base/messages/format_ofd.hpp"
#include "base/messages/inspection.hpp"
#include "base/messages/report.hpp"
#include "report/printable.hpp"

namespace review {
namespace {

enum class Tone { plain, bad, warn, good, dim };

class Text {
public:
    Text(Reveal reveal, bool colour) : reveal_(reveal), colour_(colour) {}

    void document(const Inspection& seen, const std::string& indent);
    std::string take() { return std::move(out_); }

private:
    void line(const std::string& text, Tone tone = Tone::plain);
    void answer(const Inspection& seen, const std::string& indent);
    void holds(const Inspection& seen, const std::string& indent);
    void layers(const Inspection& seen, const std::string& indent);
    void group(const Inspection& seen, Concealment kind, const std::string& indent);
    void concealed(const Concealed& found, const std::string& indent);
    std::string value(const std::string& preview, const Sensitive& text) const {
        return printable(reveal_ == Reveal::yes ? std::string(text.reveal()) : preview);
    }

    Reveal reveal_;
    bool colour_;
    std::string out_;
};

void Text::line(const std::string& text, Tone tone) {
    static constexpr const char* codes[] = {"", "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[2m"};
    const bool paint = colour_ && tone != Tone::plain;
    out_ += paint ? codes[static_cast<int>(tone)] + text + "\x1b[0m\n" : text + "\n";
}

std::string part_word(PartKind kind) {
    switch (kind) {
        case PartKind::page: return say(Msg::inspection_kind_page);
        case PartKind::annotation: return say(Msg::inspection_kind_annotation);
        case PartKind::field: return say(Msg::inspection_kind_field);
        case PartKind::outline: return say(Msg::inspection_kind_outline);
        case PartKind::metadata: return say(Msg::inspection_kind_metadata);
        case PartKind::attachment: return say(Msg::inspection_kind_attachment);
        case PartKind::script: return say(Msg::inspection_kind_script);
        case PartKind::element: return say(Msg::inspection_kind_element);
        case PartKind::attribute: return say(Msg::inspection_kind_attribute);
        case PartKind::comment: return say(Msg::inspection_kind_comment);
        case PartKind::instruction: return say(Msg::inspection_kind_instruction);
        case PartKind::cell: return say(Msg::inspection_kind_cell);
        case PartKind::picture: return say(Msg::inspection_kind_picture);
        case PartKind::text: return say(Msg::inspection_kind_text);
    }
    return {};
}

std::string heading(Concealment kind) {
    switch (kind) {
        case Concealment::fake_redaction: return say(Msg::inspection_fake_redaction);
        case Concealment::redaction_mark: return say(Msg::inspection_redaction_mark);
        case Concealment::hidden_text: return say(Msg::inspection_hidden_text);
        case Concealment::revision: return say(Msg::inspection_revision);
        case Concealment::unused_glyphs: return say(Msg::inspection_unused_glyphs);
        case Concealment::attachment: return say(Msg::inspection_attachment);
        case Concealment::script: return say(Msg::inspection_script);
        case Concealment::thumbnail: return say(Msg::inspection_thumbnail);
        case Concealment::comment: return say(Msg::inspection_comment);
        case Concealment::link: return say(Msg::inspection_link);
        case Concealment::author: return say(Msg::inspection_author);
    }
    return {};
}

std::string sentence(const Concealed& found) {
    const auto count = std::to_string(found.count);
    switch (found.manner) {
#define REVIEW_MANNER(name) case Manner::name: return say(Msg::inspection_##name, {count});
        REVIEW_MANNER(box) REVIEW_MANNER(image) REVIEW_MANNER(annotation) REVIEW_MANNER(highlight)
        REVIEW_MANNER(blackened) REVIEW_MANNER(unapplied) REVIEW_MANNER(render_mode) REVIEW_MANNER(same_colour) REVIEW_MANNER(transparent)
        REVIEW_MANNER(covered) REVIEW_MANNER(clipped) REVIEW_MANNER(outside_page) REVIEW_MANNER(off_layer)
        REVIEW_MANNER(too_small) REVIEW_MANNER(hidden_annotation) REVIEW_MANNER(disputed) REVIEW_MANNER(after_end) REVIEW_MANNER(unicode)
        REVIEW_MANNER(outlines) REVIEW_MANNER(file) REVIEW_MANNER(javascript) REVIEW_MANNER(xfa)
        REVIEW_MANNER(page_image) REVIEW_MANNER(metadata_image)
        REVIEW_MANNER(vanish) REVIEW_MANNER(hidden_sheet) REVIEW_MANNER(tracked) REVIEW_MANNER(macro) REVIEW_MANNER(margin_note)
        REVIEW_MANNER(external) REVIEW_MANNER(named) REVIEW_MANNER(other_version) REVIEW_MANNER(custom_tag)
#undef REVIEW_MANNER
        case Manner::earlier: break;
    }
    std::string pages;
    for (const auto page : found.pages) pages += (pages.empty() ? "" : ", ") + std::to_string(page);
    return say(Msg::inspection_earlier, {count}) + (pages.empty() ? "" : say(Msg::inspection_pages, {pages}));
}

Tone tone_of(Severity severity) {
    return severity >= Severity::high ? Tone::bad : severity == Severity::medium ? Tone::warn : Tone::plain;
}

void Text::concealed(const Concealed& found, const std::string& indent) {
    const auto place = printable(found.page > 0 ? say(Msg::cli_page, {std::to_string(found.page)}) : found.label);
    const bool object = !found.object.empty() && found.label.find(found.object) == std::string::npos;
    auto text = object ? say(Msg::inspection_line_object, {place, found.object, sentence(found)})
                       : say(Msg::inspection_line, {place, sentence(found)});
    if (!found.preview.empty()) text = say(Msg::inspection_shown, {text, value(found.preview, found.text)});
    line(indent + "  " + text, tone_of(found.severity));
    if (found.inside.empty()) return;
    line(indent + "    " + say(Msg::inspection_inside, {place}));
    document(found.inside.front(), indent + "      ");
}

void Text::group(const Inspection& seen, Concealment kind, const std::string& indent) {
    const auto is = [&](const Concealed& found) { return found.kind == kind; };
    const auto count = std::count_if(seen.concealed.begin(), seen.concealed.end(), is);
    if (count == 0) return;
    line(indent + say(Msg::inspection_group, {heading(kind), std::to_string(count)}));
    for (const auto& found : seen.concealed) {
        if (is(found)) concealed(found, indent);
    }
}

void Text::answer(const Inspection& seen, const std::string& indent) {
    if (!seen.failure.empty()) {
        line(indent + say(Msg::inspection_failed, {printable(seen.failure)}), Tone::bad);
        line(indent + say(Msg::report_failed_do));
        return;
    }
    const auto count = std::to_string(seen.concealed.size());
    // What style sheets do was not looked at, but every letter was read.
    const auto blind = std::count_if(seen.blind_spots.begin(), seen.blind_spots.end(), [](const BlindSpot& spot) { return !spot.enough || spot.reason == BlindReason::recognised; });
    if (blind > 0) line(indent + say(Msg::inspection_blind, {std::to_string(blind)}), Tone::bad);
    if (!seen.concealed.empty()) line(indent + say(Msg::inspection_concealed, {count}), Tone::bad);
    if (seen.blind_spots.empty() && seen.concealed.empty()) line(indent + say(Msg::inspection_clean), Tone::good);
    else if (blind == 0 && seen.concealed.empty()) line(indent + say(Msg::inspection_clean_styled), Tone::warn);
}

void Text::holds(const Inspection& seen, const std::string& indent) {
    std::string parts;
    for (const auto& part : seen.parts) {
        const auto words = say(Msg::inspection_part, {part_word(part.kind), std::to_string(part.parts), std::to_string(part.glyphs)});
        parts += (parts.empty() ? "" : ", ") + words;
    }
    if (!parts.empty()) line(indent + say(Msg::inspection_holds, {parts}));
    if (seen.format == "pdf") line(indent + say(Msg::inspection_revisions, {std::to_string(seen.revisions)}));
    layers(seen, indent);
    if (!seen.signatures.empty()) line(indent + say(Msg::inspection_signatures, {std::to_string(seen.signatures.size())}));
    for (const auto& signature : seen.signatures) {
        if (signature.members > 0) {
            const auto members = std::to_string(signature.members), changed = std::to_string(signature.changed);
            line(indent + "  " + say(signature.changed == 0 ? Msg::inspection_signature_agrees : Msg::inspection_signature_differs,
                                     {signature.object, members, changed}), signature.changed == 0 ? Tone::plain : Tone::bad);
            continue;
        }
        const auto covered = std::to_string(signature.covered);
        line(indent + "  " + (signature.whole ? say(Msg::inspection_signature_whole, {signature.object})
                                              : say(Msg::inspection_signature_part, {signature.object, covered})));
    }
}

void Text::layers(const Inspection& seen, const std::string& indent) {
    if (seen.layers.empty()) return;
    line(indent + say(Msg::inspection_layers, {std::to_string(seen.layers.size())}));
    for (const auto& layer : seen.layers) {
        const auto shown = say(layer.shown ? Msg::inspection_layer_on : Msg::inspection_layer_off);
        const auto printed = say(layer.printed ? Msg::inspection_layer_prints : Msg::inspection_layer_no_print);
        line(indent + "  " + say(Msg::inspection_layer, {layer.object, value(layer.preview, layer.name), shown, printed,
                                                         std::to_string(layer.glyphs)}),
             layer.shown ? Tone::plain : Tone::warn);
    }
}

void Text::document(const Inspection& seen, const std::string& indent) {
    const auto format = seen.format.empty() ? say(Msg::report_no_format) : seen.format;
    line(indent + (seen.pages > 0 ? say(Msg::report_document_pages, {printable(seen.name), format, std::to_string(seen.pages)})
                                  : say(Msg::report_document, {printable(seen.name), format})));
    answer(seen, indent);
    holds(seen, indent);
    for (const auto kind : {Concealment::fake_redaction, Concealment::redaction_mark, Concealment::hidden_text,
                            Concealment::revision, Concealment::unused_glyphs, Concealment::attachment,
                            Concealment::script, Concealment::thumbnail, Concealment::comment, Concealment::link,
                            Concealment::author}) {
        group(seen, kind, indent);
    }
    for (const auto& spot : seen.blind_spots) {
        const std::string object = spot.object.empty() ? "" : " (" + printable(spot.object) + ")";
        line(indent + say(Msg::report_blind, {printable(spot.label) + object, name_of(spot.reason)}), Tone::bad);
        if (!spot.detail.empty()) line(indent + "  " + printable(spot.detail));
    }
}

}  // namespace

std::string inspection_text(const Inspection& seen, Reveal reveal, bool colour) {
    Text text(reveal, colour);
    text.document(seen, "");
    return text.take();
}

}  // namespace review
