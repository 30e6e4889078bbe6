#include "proof/reader_can_tell.hpp"

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

}  // namespace review
