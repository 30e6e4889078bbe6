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

}  // namespace

void write_base(const Part& part, TextView& view) {
    const std::string_view text = part.text;
    std::size_t from = 0;
    for (const std::size_t line : part.cell_lines) {
        write_stretch(text.substr(0, line), from, view);
        from = line + 1;
        view.put(line > 0 && is_ascii(text, line - 1) && is_ascii(text, from) ? " " : "", line, from);
    }
    write_stretch(text, from, view);
}

}  // namespace review
