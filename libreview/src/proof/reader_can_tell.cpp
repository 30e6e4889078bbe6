#include "proof/reader_can_tell.hpp"

#include <map>

#include "base/messages/proof.hpp"

namespace review {

std::vector<std::string> reader_can_tell(const std::vector<Box>& boxes, Width width) {
    const auto by_width = width == Width::exact ? Msg::proof_box : width == Width::grid ? Msg::proof_box_grid
                          : width == Width::line ? Msg::proof_box_line : Msg::proof_box_fixed;
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto message = boxes[i].on_picture && width != Width::exact ? Msg::proof_box_picture : by_width;
        sentences.push_back(say(message, {std::to_string(i + 1), std::to_string(boxes[i].page)}));
    }
    return sentences;
}

std::vector<std::string> office_can_tell(const Inspection& output) {
    std::map<std::pair<std::string, Concealment>, std::uint64_t> stays;
    for (const auto& one : output.concealed) {
        const bool blocks_alone = one.kind == Concealment::author && one.text.reveal().find_first_not_of("\u2588") == std::string_view::npos;
        const bool told = one.kind == Concealment::revision || one.kind == Concealment::comment || one.kind == Concealment::author || one.kind == Concealment::hidden_text;
        if (told && !blocks_alone && one.count > 0) stays[{one.label, one.kind}] += one.kind == Concealment::author ? 1 : one.count;
    }
    std::vector<std::string> sentences;
    for (const auto& [what, count] : stays) {
        const auto& [label, kind] = what;
        const auto& message = kind == Concealment::revision ? Msg::proof_still_changes : kind == Concealment::comment ? Msg::proof_still_comments
                              : kind == Concealment::author ? Msg::proof_still_authors : Msg::proof_still_hidden;
        sentences.push_back(say(message, {label, std::to_string(count)}));
    }
    return sentences;
}

}  // namespace review
