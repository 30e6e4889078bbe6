#include "format/xml/structure.hpp"

namespace review {

XmlBlocks::XmlBlocks(const SourceText& text, const LateBlocks& late, const std::string& draft_name, const Limits& limits)
    : late_(late), splitter_(text.utf8(), draft_name, limits), own_text_(text.utf8()) {}

bool XmlBlocks::begins_block(std::uint64_t element, std::size_t begin) {
    while (own_text_.elements() < element) {  // what stood in a block: nobody asks
        step();
        states_.clear();
        first_ = own_text_.elements();
    }
    while (own_text_.elements() <= element) step();
    states_.erase(states_.begin(), states_.begin() + static_cast<std::ptrdiff_t>(element - first_));
    first_ = element;
    while (states_.front() == State::open && splitter_.position() - begin <= ahead) step();
    return states_.front() == State::block || std::binary_search(late_.begin(), late_.end(), element);
}

void XmlBlocks::step() {
    const auto token = splitter_.next();
    const auto state_of = [&](std::uint64_t number) -> State* {
        return number < first_ ? nullptr : &states_[static_cast<std::size_t>(number - first_)];
    };
    if (token.kind == XmlTokenKind::end) {
        if (auto* const state = state_of(own_text_.open().back().number); state && *state == State::open) *state = State::closed;
    }
    own_text_.token(token, [&](OwnText::Open& element) {
        element.known = true;
        if (auto* const state = state_of(element.number)) *state = State::block;
    });
    if (token.kind == XmlTokenKind::start) states_.push_back(token.empty ? State::closed : State::open);
}

}  // namespace review
