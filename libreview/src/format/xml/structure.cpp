#include "format/xml/structure.hpp"

namespace review {

KnownBlocks known_blocks(const SourceText& text, const std::string& draft_name, const Limits& limits) {
    // A token may reach over the end of what XmlBlocks looks at; told twice does no harm.
    constexpr std::size_t late_from = XmlBlocks::ahead / 2;
    KnownBlocks blocks;
    XmlSplitter splitter(text.utf8(), draft_name, limits);
    OwnText own_text(text.utf8());
    XmlNames names;
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind == XmlTokenKind::start && blocks.early.size() < KnownBlocks::most_noted) blocks.early.push_back(false);
        own_text.token(token, [&](OwnText::Open& element) {
            element.known = true;
            if (element.number < KnownBlocks::most_noted) blocks.early[element.number] = true;
            else if (token.begin - element.begin > late_from) blocks.late.push_back(element.number);
        });
        names.token(token, splitter.attributes(), [&](const XmlName& name) {
            if (blocks.names_noted) blocks.names.push_back(name);
        });
        if (blocks.names_noted && !names.whole()) blocks.names_noted = false, blocks.names = {};
    }
    std::sort(blocks.late.begin(), blocks.late.end());
    return blocks;
}

XmlBlocks::XmlBlocks(const SourceText& text, const KnownBlocks& known, const std::string& draft_name, const Limits& limits)
    : known_(known), splitter_(text.utf8(), draft_name, limits), own_text_(text.utf8()) {}

bool XmlBlocks::begins_block(std::uint64_t element, std::size_t begin) {
    if (element < known_.early.size()) return known_.early[element];
    while (own_text_.elements() < element) {  // what stood in a block: nobody asks
        step();
        states_.clear();
        first_ = own_text_.elements();
    }
    while (own_text_.elements() <= element) step();
    states_.erase(states_.begin(), states_.begin() + static_cast<std::ptrdiff_t>(element - first_));
    first_ = element;
    while (states_.front() == State::open && splitter_.position() - begin <= ahead) step();
    return states_.front() == State::block || std::binary_search(known_.late.begin(), known_.late.end(), element);
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
