#include <charconv>
#include <string>

#include "text/fold.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

// Combining marks without end are an attack, not a letter.
constexpr int longest_cluster = 32;

std::size_t cluster_end(std::string_view source, std::size_t after_first) {
    std::size_t end = after_first;
    for (int i = 0; i < longest_cluster && end < source.size(); ++i) {
        const CodePoint next = decode_utf8(source, end);
        if (!next.valid || begins_cluster(next.value)) break;
        end += next.size;
    }
    return end;
}

// Full-width forms of ASCII, the commas of every Chinese text: NFKC makes ASCII of them (UAX 15), and nothing else happens to it.
constexpr char32_t wide_ascii = 0xff01 - 0x21;

bool is_wide_ascii(char32_t point) { return point >= 0xff01 && point <= 0xff5e; }

void write_stretch(std::string_view source, std::size_t from, TextView& view) {
    const PlaneSet& plain = plain_characters();
    std::size_t copied = from;
    for (std::size_t at = from; at < source.size();) {
        std::size_t before = at;  // the plain character before `at`
        at = plain.pass(source, at, before);
        const CodePoint next = decode_utf8(source, at);
        if (next.size == 0) break;
        if (next.valid && !begins_cluster(next.value)) at = before;
        const CodePoint point = decode_utf8(source, at);
        const std::size_t end = cluster_end(source, at + point.size);
        if (point.valid && end == at + point.size && !may_fold(point.value)) {
            at = end;
            continue;
        }
        view.copy(copied, at);
        const bool before_line_feed = point.value == '\r' && end < source.size() && source[end] == '\n';
        if (!point.valid) view.put("\xef\xbf\xbd", at, at + 1);
        else if (is_wide_ascii(point.value) && end == at + point.size) view.put(std::string(1, static_cast<char>(point.value - wide_ascii)), at, end);
        else if (!before_line_feed) view.put(folded(source.substr(at, end - at)), at, end);
        else view.put({}, at, end);
        at = copied = point.valid ? end : at + 1;
    }
    view.copy(copied, source.size());
}

bool is_ascii(std::string_view text, std::size_t at) { return at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; }

// \uXXXX at `at` (RFC 8259, 7), two of them for a character beyond the basic plane: its bytes, 0: none.
std::size_t escaped_character(std::string_view text, std::size_t at, char32_t& point) {
    constexpr std::size_t size = 6;
    const auto unit = [&](std::size_t from, char32_t& value) {
        if (from + size > text.size() || text[from] != '\\' || text[from + 1] != 'u') return false;
        const auto* first = text.data() + from + 2;
        std::uint32_t read = 0;
        const auto end = std::from_chars(first, first + 4, read, 16);
        value = read;
        return end.ec == std::errc() && end.ptr == first + 4;
    };
    if (!unit(at, point)) return 0;
    char32_t low = 0;
    if (point >= 0xd800 && point < 0xdc00 && unit(at + size, low) && low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        return 2 * size;
    }
    return point < 0xd800 || point >= 0xe000 ? size : 0;
}

// JSON, .properties and source code write Han so. ASCII stays as it is: \u0022 would end a text.
void write_escaped(std::string_view text, TextView& view) {
    std::size_t from = 0;
    for (auto at = text.find("\\u"); at != text.npos; at = text.find("\\u", at)) {
        char32_t point = 0;
        const auto size = escaped_character(text, at, point);
        if (size == 0 || point < 0x80) {
            at += 2;
            continue;
        }
        write_stretch(text.substr(0, at), from, view);
        std::string character;
        put_utf8(character, point);
        view.put(folded(character), at, at + size);
        from = at = at + size;
    }
    write_stretch(text, from, view);
}

}  // namespace

void write_base(const Part& part, TextView& view) {
    const std::string_view text = part.text;
    if (part.kind == PartKind::text && part.cell_lines.empty()) return write_escaped(text, view);
    std::size_t from = 0;
    for (const std::size_t line : part.cell_lines) {
        write_stretch(text.substr(0, line), from, view);
        from = line + 1;
        view.put(line > 0 && is_ascii(text, line - 1) && is_ascii(text, from) ? " " : "", line, from);
    }
    write_stretch(text, from, view);
}

}  // namespace review
