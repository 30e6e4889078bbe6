#include "format/pdf/carried_document.hpp"

#include <review/document.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"

namespace review::pdf {

CarriedDocument read_carried(const std::string& label, std::string_view bytes, const Limits& limits, PartKind kind) {
    if (limits.nesting == 0) return {{}, {}, say(Msg::limit_exceeded, {label, "nesting", "0"})};
    OpenOptions options;
    options.limits = limits;
    --options.limits.nesting;
    Extraction inside;
    const Draft draft = make_draft(label, Bytes(bytes.begin(), bytes.end()));
    try {
        open_document(draft, options)->extract(inside);
    } catch (const Error& error) {
        return {{}, {}, error.what()};
    }
    for (auto& part : inside.parts) {
        part.kind = kind;
        part.label = label + ": " + part.label;
        part.page = 0;
        part.quads.clear();
        part.source.clear();
    }
    for (auto& spot : inside.blind_spots) {
        spot.label = label + ": " + spot.label;
        spot.page = 0;
        spot.goes = true;
    }
    return {std::move(inside.parts), std::move(inside.blind_spots), {}};
}

}  // namespace review::pdf
