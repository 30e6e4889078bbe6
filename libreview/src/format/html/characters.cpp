#include "format/html/characters.hpp"

#include <charconv>

namespace review {
namespace {

constexpr std::size_t longest_reference = 128;  // leading zeros count; the longest name has 32 letters

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

// All that may belong to a reference after its ampersand.
std::string_view run_at(std::string_view text) {
    std::size_t size = 0;
    const auto take = [&](auto belongs) {
        while (size < text.size() && belongs(text[size])) ++size;
    };
    if (text.starts_with("#x") || text.starts_with("#X")) size = 2, take(is_hex);
    else if (text.starts_with('#')) size = 1, take(is_digit);
    else take([](char c) { return is_digit(c) || is_latin(c); });
    if (size < text.size() && text[size] == ';') ++size;
    return text.substr(0, size);
}

// Leading zeros say nothing, and many say it at length.
std::string without_zeros(std::string_view run) {
    if (!run.starts_with('#')) return std::string(run);
    const std::size_t head = run.size() > 1 && (run[1] | 0x20) == 'x' ? 2 : 1;
    auto first = head;
    while (first + 1 < run.size() && run[first] == '0' && is_hex(run[first + 1])) ++first;
    return std::string(run.substr(0, head)) + std::string(run.substr(first));
}

}  // namespace

const HtmlReference& HtmlCharacters::reference(std::string_view run, bool attribute, bool before_equals) {
    std::string key = without_zeros(run);
    const auto shorter = run.size() - key.size();
    key += attribute ? before_equals ? "=" : "\"" : "<";
    const auto found = seen_.find(key);
    if (found != seen_.end() && shorter == 0) return found->second;
    HtmlReference reference;
    if (key.size() <= longest_reference) reference = html_reference(std::string_view(key).substr(0, key.size() - 1), attribute, before_equals);
    if (reference.taken > 0) reference.taken += shorter;
    if (shorter > 0) key = std::string(run) + key.back();
    return seen_.insert_or_assign(std::move(key), std::move(reference)).first->second;
}

const HtmlReference& HtmlCharacters::reference_at(std::size_t at, std::size_t end, Where where) {
    static const HtmlReference none;
    const auto utf8 = text_.utf8();
    const auto run = run_at(utf8.substr(at + 1, end - at - 1));
    if (run.empty()) return none;
    const auto behind = at + 1 + run.size();
    return reference(run, where == Where::attribute, where == Where::attribute && behind < end && utf8[behind] == '=');
}

MappedText HtmlCharacters::decoded(std::size_t begin, std::size_t end, Where where) {
    MappedText all;
    const auto utf8 = text_.utf8();
    for (auto at = begin; at < end;) {
        const auto mark = std::min(end - at, utf8.substr(at, end - at).find('&')) + at;
        all.append(text_, at, mark);
        if (mark == end) break;
        const auto& one = reference_at(mark, end, where);
        if (one.taken > 0) all.glyphs(one.characters, text_.source(mark, mark + 1 + one.taken));
        else all.append(text_, mark, mark + 1);
        at = mark + 1 + one.taken;
    }
    return all;
}

}  // namespace review
