#include "format/html/flows.hpp"

#include <algorithm>

namespace review {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";
constexpr std::string_view leftward = "\u202e", as_before = "\u202c";  // as a text would say it (UAX #9)

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_html_blank); }
bool is_characters(const HtmlToken& token) { return token.kind <= HtmlTokenKind::cdata; }

// What is told as a whole, from its tokens.
bool is_told_apart(const HtmlNode& node) {
    return node.html && (node.name == "script" || node.name == "style" || node.name == "iframe" || node.name == "noembed" || node.name == "noframes");
}

}  // namespace

HtmlFlows::HtmlFlows(const MappedText& text, const HtmlTree& tree, const std::vector<HtmlToken>& tokens, HtmlCharacters& characters, const TableRoles& roles,
                     std::string draft_name)
    : text_(text), utf8_(text.utf8()), tree_(tree), tokens_(tokens), characters_(characters), roles_(roles), draft_name_(std::move(draft_name)) {}

void HtmlFlows::run(const std::function<void(HtmlFlow&&)>& take) {
    take_ = &take;
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
        while (!open_.empty() && open_.back().end <= i) leave();
        const auto& node = tree_.nodes[i];
        if (node.kind == HtmlNode::Kind::text) characters_of(node);
        if (node.kind != HtmlNode::Kind::element) continue;
        if (is_told_apart(node)) {
            breaks("\n");
            i = node.index_end - 1;
        } else {
            enter(i);
        }
    }
    while (!open_.empty()) leave();
    hand_on();
}

void HtmlFlows::enter(std::size_t index) {
    const auto& node = tree_.nodes[index];
    const auto display = display_of(node);
    Open open;
    open.end = node.index_end;
    open.block = display.block;
    open.hidden = display.hidden || (!open_.empty() && open_.back().hidden);
    open.aside = display.aside || (!open_.empty() && open_.back().aside);
    // Between letters that stand together; what stands by itself may be on a ground of another colour.
    const bool between = shown_.pending.empty() && !shown_.text.empty() && !is_html_blank(shown_.text.utf8().back());
    open.aside = open.aside || (display.concealed && between);
    if (display.aside && (open_.size() == 0 || !open_.back().aside)) ++asides_;
    open.data_table = !in_table_ && is_data_table(tree_, index, roles_);
    if (open.data_table) {
        hand_on();
        in_table_ = true;
        grid_ = {};
    }
    const auto role = roles_.of(node);
    if (in_table_ && role == TableRole::row) {
        grid_.row();
        breaks("\n");
    } else if (in_table_ && role == TableRole::cell) {
        open.cell = in_cell_ = true;
        const auto column = grid_.cell(node);
        for (auto* reading : {&all_, &shown_, &aside_}) {
            // Tabs that are due already stand for the empty cells before.
            const bool line = reading->pending.find('\n') != std::string::npos;
            const std::size_t passed = line ? 0 : reading->tabs;
            reading->pending = line ? "\n" : "";
            if (column > passed) reading->pending.append(column - passed, '\t');
        }
    } else if (open.block || role == TableRole::cell) {
        breaks(role == TableRole::cell ? "\t" : "\n");
    }
    open.turned = display.turned;
    if (open.turned) {
        for (auto* reading : {&all_, &shown_, &aside_}) reading->turn();
    }
    open_.push_back(open);
}

void HtmlFlows::leave() {
    const auto open = open_.back();
    open_.pop_back();
    if (open.turned) {
        for (auto* reading : {&all_, &shown_, &aside_}) reading->turn_back();
    }
    if (open.cell) in_cell_ = false;
    else if (open.block) breaks("\n");
    if (!open.data_table) return;
    hand_on();
    in_table_ = false;
}

void HtmlFlows::breaks(std::string_view characters) {
    for (auto* reading : {&all_, &shown_, &aside_}) {
        if (in_cell_ && characters == "\n") {
            if (reading->pending.empty()) reading->pending = " ";
        } else if (characters == "\n" || reading->pending.find('\n') == std::string::npos) {
            reading->pending = characters;
        }
    }
}

void HtmlFlows::Reading::add(const MappedText& more, bool flat) {
    const auto utf8 = more.utf8();
    const bool breaking = pending.find_first_of("\n\t") != pending.npos;
    if (is_blank(utf8) && (breaking || text.empty())) return;
    if (text.empty() || text.utf8().back() == '\n') pending.erase(0, pending.find_first_not_of("\n "));
    if (pending.find('\n') != pending.npos) tabs = 0;
    tabs += static_cast<std::size_t>(std::count(pending.begin(), pending.end(), '\t'));
    if (pending != " " || !is_html_blank(text.utf8().back())) text.layout(pending);
    pending.clear();
    if (turns) text.layout(leftward);
    turns = false;
    if (!flat) return text.append(more, 0, utf8.size());
    // A line is a row: ends of lines in a cell are one blank.
    for (std::size_t at = 0; at < utf8.size();) {
        const auto stop = std::min(utf8.find_first_of("\n\r\t", at), utf8.size());
        text.append(more, at, stop);
        if (stop == utf8.size()) break;
        at = std::min(utf8.find_first_not_of(" \n\r\t", stop), utf8.size());
        if (!text.empty() && !is_html_blank(text.utf8().back())) text.layout(" ");
    }
}

void HtmlFlows::Reading::turn() { turns = true; }

void HtmlFlows::Reading::turn_back() {
    if (!turns && !text.empty()) text.layout(as_before);
    turns = false;
}

void HtmlFlows::characters_of(const HtmlNode& node) {
    const auto text = traced(node);
    const bool aside = !open_.empty() && open_.back().aside;
    if (!open_.empty() && open_.back().hidden && !is_blank(text.utf8())) hidden_ += (hidden_.empty() ? "" : "\n") + std::string(text.utf8());
    if (in_table_ && !in_cell_ && is_blank(text.utf8())) return;  // it indents what follows
    all_.add(text, in_table_);
    (aside ? aside_ : shown_).add(text, in_table_);
}

// How much of `want` stands at `at`, and adds that with its places; 0: the two differ.
std::size_t HtmlFlows::same(std::string_view want, std::size_t at, const HtmlToken& token, MappedText& all) {
    const auto here = utf8_.substr(at, token.inner_end - at);
    replaced_ = false;
    if (here[0] == '\r') {
        const std::size_t size = here.starts_with("\r\n") ? 2 : 1;
        if (want[0] == '\n') all.glyphs("\n", text_.source(at, at + size));
        return want[0] == '\n' ? size : 0;
    }
    if (here[0] == '&' && token.references) {
        const auto& reference = characters_.reference_at(at, token.inner_end, HtmlCharacters::Where::text);
        if (reference.taken > 0) {
            if (!want.starts_with(reference.characters)) return 0;
            all.glyphs(reference.characters, text_.source(at, at + 1 + reference.taken));
            return 1 + reference.taken;
        }
    }
    std::size_t size = 0;
    const auto most = std::min(here.size(), want.size());
    while (size < most && here[size] == want[size] && here[size] != '\r' && (size == 0 || here[size] != '&' || !token.references)) ++size;
    // A character that no page has is another one in the tree.
    while (size > 0 && size < here.size() && (static_cast<unsigned char>(here[size]) & 0xc0) == 0x80) --size;
    replaced_ = size == 0 && want.starts_with(replacement);
    if (replaced_) size = utf8_size(here[0]);
    all.append(text_, at, at + size);
    return size;
}

MappedText HtmlFlows::traced(const HtmlNode& node) {
    MappedText all;
    auto token = static_cast<std::size_t>(std::upper_bound(tokens_.begin(), tokens_.end(), node.begin, [](std::size_t at, const HtmlToken& one) { return at < one.begin; }) - tokens_.begin());
    if (token > 0) --token;
    auto at = node.begin;
    std::string_view want = node.text;
    bool first = true;
    while (!want.empty()) {
        while (token < tokens_.size() && (!is_characters(tokens_[token]) || at >= tokens_[token].inner_end)) ++token;
        if (token == tokens_.size()) html_two_readings(draft_name_, node.begin);
        at = std::max(at, tokens_[token].inner_begin);
        const auto before = all.utf8().size();
        const auto size = same(want, at, tokens_[token], all);
        const bool dropped = size == 0 && first && (utf8_[at] == '\n' || utf8_[at] == '\r');  // 13.2.6.4.7: behind <pre> and <textarea>
        if (size == 0 && !dropped) html_two_readings(draft_name_, at);
        const auto grown = all.utf8().size() - before;
        const auto end = at + std::max<std::size_t>(1, size);
        if (!told_.empty() && told_.back().second == at) told_.back().second = end;
        else told_.emplace_back(at, end);
        at = end;
        want.remove_prefix(std::min(want.size(), replaced_ ? replacement.size() : grown));
        replaced_ = false;
        first = false;
    }
    return all;
}

std::vector<std::pair<std::size_t, std::size_t>> HtmlFlows::left_over() const {
    auto told = told_;
    std::sort(told.begin(), told.end());
    std::vector<std::pair<std::size_t, std::size_t>> rest;
    auto next = told.begin();
    for (const auto& token : tokens_) {
        if (!is_characters(token)) continue;
        const bool apart = token.kind == HtmlTokenKind::raw && token.name != "xmp" && token.name != "plaintext";
        if (apart) continue;
        auto at = token.inner_begin;
        while (at < token.inner_end) {
            while (next != told.end() && next->second <= at) ++next;
            const auto stop = next == told.end() ? token.inner_end : std::min(std::max(at, next->first), token.inner_end);
            if (stop > at && !is_blank(utf8_.substr(at, stop - at))) rest.emplace_back(at, stop);
            at = next == told.end() ? token.inner_end : std::max(stop, std::min(next->second, token.inner_end));
        }
    }
    return rest;
}

void HtmlFlows::hand_on() {
    if (!all_.text.empty()) {
        HtmlFlow flow;
        flow.table = in_table_;
        flow.all = std::move(all_.text);
        if (!aside_.text.empty()) flow.shown = std::move(shown_.text);
        if (asides_ > 1) flow.asides = std::move(aside_.text);
        (*take_)(std::move(flow));
    }
    all_ = shown_ = aside_ = {};
    asides_ = 0;
}

}  // namespace review
