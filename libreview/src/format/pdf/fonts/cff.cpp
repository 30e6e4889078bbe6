#include "format/pdf/fonts/cff.hpp"

#include "format/pdf/natural.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace review::pdf {

namespace {

// Damaged data reads as zeros and sets `broken`.
class Reader {
public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    std::uint32_t number(std::size_t at, std::size_t length) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) {
            if (at + i >= bytes_.size()) broken = true;
            value = value << 8 | (at + i < bytes_.size() ? bytes_[at + i] : 0u);
        }
        return value;
    }

    struct Index {
        std::size_t begin = 0, end = 0, data = 0;
        std::uint32_t count = 0;
        unsigned offset_size = 1;
    };
    Index index(std::size_t at) {
        Index index{at, at + 2, at + 2, number(at, 2), 1};
        if (index.count == 0) return index;
        index.offset_size = number(at + 2, 1);
        if (index.offset_size < 1 || index.offset_size > 4) broken = true;
        if (broken) return index;
        index.data = at + 3 + std::size_t{index.count + 1} * index.offset_size - 1;
        index.end = index.data + number(at + 3 + std::size_t{index.count} * index.offset_size, index.offset_size);
        if (index.end > bytes_.size() || index.end < index.data) broken = true;
        return index;
    }

    bool broken = false;

private:
    ByteView bytes_;
};

// An operator of a DICT with its operands as they are written.
struct Entry {
    std::size_t begin = 0, end = 0;  // of the operands
    unsigned op = 0;                 // 12 n: 1200 + n
    std::vector<std::int32_t> numbers;
};

std::vector<Entry> dictionary(Reader& in, std::size_t at, std::size_t end) {
    std::vector<Entry> entries;
    Entry entry;
    for (entry.begin = at; at < end && !in.broken;) {
        const auto first = in.number(at, 1);
        if (first <= 21) {
            entry.end = at;
            entry.op = first == 12 ? 1200 + in.number(at + 1, 1) : first;
            at += first == 12 ? 2 : 1;
            entries.push_back(entry);
            entry = Entry{};
            entry.begin = at;
        } else if (first == 28) {
            entry.numbers.push_back(static_cast<std::int16_t>(in.number(at + 1, 2)));
            at += 3;
        } else if (first == 29) {
            entry.numbers.push_back(static_cast<std::int32_t>(in.number(at + 1, 4)));
            at += 5;
        } else if (first == 30) {  // a real number: nibbles up to 0xF
            while (++at < end && (in.number(at, 1) & 0xF) != 0xF && in.number(at, 1) >> 4 != 0xF) {}
            ++at;
            entry.numbers.push_back(0);
        } else if (first >= 32 && first <= 246) {
            entry.numbers.push_back(static_cast<std::int32_t>(first) - 139);
            at += 1;
        } else if (first >= 247 && first <= 250) {
            entry.numbers.push_back(static_cast<std::int32_t>((first - 247) * 256 + in.number(at + 1, 1) + 108));
            at += 2;
        } else if (first >= 251 && first <= 254) {
            entry.numbers.push_back(-static_cast<std::int32_t>((first - 251) * 256 + in.number(at + 1, 1) + 108));
            at += 2;
        } else {
            in.broken = true;
        }
    }
    return entries;
}

constexpr unsigned charset_op = 15, encoding_op = 16, charstrings_op = 17, private_op = 18, keyed_op = 1230;
constexpr unsigned paint_type_op = 1205, font_matrix_op = 1207, font_dicts_op = 1236, font_name_op = 1238;
// version, Notice, FullName, FamilyName, Weight, UniqueID, XUID, Copyright, PostScript, BaseFontName: strings
// go, and numbers that name the font.
constexpr std::array<unsigned, 10> dropped_ops{0, 1, 2, 3, 4, 13, 14, 1200, 1221, 1222};

struct Layout {
    Reader::Index names, top, strings, routines;
    std::vector<Entry> entries;
    std::uint32_t glyphs = 0;
    const Entry* find(unsigned op) const {
        const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.op == op; });
        return found == entries.end() || found->numbers.empty() ? nullptr : &*found;
    }
};

std::optional<Layout> layout_of(ByteView cff) {
    Reader in(cff);
    Layout layout;
    layout.names = in.index(in.number(2, 1));
    if (in.broken) return std::nullopt;
    layout.top = in.index(layout.names.end);
    if (in.broken || layout.top.count == 0) return std::nullopt;
    const auto size = layout.top.offset_size;
    const auto first = layout.top.data + in.number(layout.top.begin + 3, size), last = layout.top.data + in.number(layout.top.begin + 3 + size, size);
    if (first > last || last > layout.top.end) return std::nullopt;
    layout.entries = dictionary(in, first, last);
    layout.strings = in.index(layout.top.end);
    if (in.broken) return std::nullopt;
    layout.routines = in.index(layout.strings.end);
    const auto* charstrings = layout.find(charstrings_op);
    if (in.broken || charstrings == nullptr || charstrings->numbers[0] < 0) return std::nullopt;
    layout.glyphs = in.number(static_cast<std::size_t>(charstrings->numbers[0]), 2);
    if (in.broken) return std::nullopt;
    return layout;
}

// Bytes of a charset or an encoding at its place; 0: a predefined one, which has none.
std::size_t charset_length(Reader& in, std::size_t at, std::uint32_t glyphs) {
    const auto format = in.number(at, 1);
    if (format == 0) return 1 + std::size_t{2} * (glyphs - 1);
    const std::size_t left = format == 1 ? 1 : 2;
    auto end = at + 1;
    for (std::uint32_t named = 1; named < glyphs && !in.broken; end += 2 + left) named += 1 + in.number(end + 2, left);
    return end - at;
}

std::size_t encoding_length(Reader& in, std::size_t at) {
    const auto format = in.number(at, 1);
    auto length = 2 + std::size_t{in.number(at + 1, 1)} * ((format & 0x7F) == 0 ? 1 : 2);
    if ((format & 0x80) != 0) length += 1 + std::size_t{3} * in.number(at + length, 1);
    return length;
}

struct Span {
    std::size_t begin, end;
};

void put_offset(Bytes& out, std::size_t value) {
    out.push_back(29);
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

// Strings that name glyphs, or the collection of a CID-keyed font: these stay (clause 13).
std::vector<std::uint32_t> strings_of_glyphs(Reader& in, const Layout& layout) {
    std::vector<std::uint32_t> used;
    if (const auto* keyed = layout.find(keyed_op); keyed != nullptr) {
        for (const auto number : keyed->numbers) used.push_back(natural(number));
        return used;
    }
    const auto* charset = layout.find(charset_op);
    if (charset == nullptr || charset->numbers[0] <= 2) return used;
    auto at = static_cast<std::size_t>(charset->numbers[0]);
    const auto format = in.number(at++, 1);
    const std::size_t left = format == 0 ? 0 : format == 1 ? 1 : 2;
    for (std::uint32_t named = 1; named < layout.glyphs && !in.broken; at += 2 + left) {
        const auto first = in.number(at, 2), more = in.number(at + 2, left);
        for (std::uint32_t i = 0; i <= more && named < layout.glyphs; ++i, ++named) used.push_back(first + i);
    }
    return used;
}

constexpr std::uint32_t standard_strings = 391;  // appendix A

}  // namespace

void forget_font_names(Bytes& cff) {
    const auto layout = layout_of(cff);
    if (!layout) return;
    Reader in(cff);
    const auto used = strings_of_glyphs(in, *layout);
    if (in.broken) return;
    const auto overwrite = [&](std::size_t from, std::size_t to, char with) {
        if (from <= to && to <= cff.size()) std::fill(cff.begin() + static_cast<std::ptrdiff_t>(from), cff.begin() + static_cast<std::ptrdiff_t>(to), static_cast<std::uint8_t>(with));
    };
    if (layout->names.count != 0) overwrite(layout->names.data + 1, layout->names.end, 'F');
    const auto& strings = layout->strings;
    const auto offset = [&](std::uint32_t i) { return strings.data + in.number(strings.begin + 3 + std::size_t{i} * strings.offset_size, strings.offset_size); };
    const auto forget = [&](std::uint32_t sid) {
        const auto at = sid - standard_strings;
        if (sid < standard_strings || at >= strings.count || std::find(used.begin(), used.end(), sid) != used.end()) return;
        overwrite(offset(at), offset(at + 1), ' ');
    };
    if (layout->find(keyed_op) != nullptr) {  // its glyphs have no names, and its font DICTs name themselves
        for (std::uint32_t i = 0; i < strings.count; ++i) forget(standard_strings + i);
        return;
    }
    for (const auto& entry : layout->entries) {
        const bool text = std::find(dropped_ops.begin(), dropped_ops.end(), entry.op) != dropped_ops.end() && entry.op != 13 && entry.op != 14;
        if (text && !entry.numbers.empty() && entry.numbers[0] > 0) forget(natural(entry.numbers[0]));
    }
}

void forget_needless_operators(Bytes& cff) {
    constexpr std::array<unsigned, 4> kept_ops{private_op, paint_type_op, font_matrix_op, font_name_op};
    // In the room of the others stands PaintType 0: filled, which is what a font is that does not say. One that says so
    // comes behind. It takes three bytes at least, and not more operands than any stack holds.
    constexpr std::size_t least = 3, most = 40;
    const auto layout = layout_of(cff);
    const auto* fonts = layout ? layout->find(font_dicts_op) : nullptr;
    if (fonts == nullptr || fonts->numbers[0] < 0) return;
    Reader in(cff);
    const auto index = in.index(static_cast<std::size_t>(fonts->numbers[0]));
    const auto offset = [&](std::uint32_t i) { return index.data + in.number(index.begin + 3 + std::size_t{i} * index.offset_size, index.offset_size); };
    for (std::uint32_t i = 0; i < index.count && !in.broken; ++i) {
        const auto end = offset(i + 1);
        if (in.broken || end > cff.size()) return;
        const auto begin = offset(i);
        Bytes kept;
        for (const auto& entry : dictionary(in, begin, end)) {
            if (std::find(kept_ops.begin(), kept_ops.end(), entry.op) == kept_ops.end()) continue;
            const auto last = entry.end + (entry.op >= 1200 ? 2 : 1);
            if (last > end) return;
            kept.insert(kept.end(), cff.begin() + static_cast<std::ptrdiff_t>(entry.begin), cff.begin() + static_cast<std::ptrdiff_t>(last));
        }
        if (in.broken || begin > end || kept.size() + least > end - begin) continue;
        auto out = cff.begin() + static_cast<std::ptrdiff_t>(begin);
        for (auto room = end - begin - kept.size(); room > 0;) {
            const auto length = room >= most + least ? most : room;
            std::fill_n(out, length - 2, std::uint8_t{0x8B});  // 0
            out[static_cast<std::ptrdiff_t>(length) - 2] = 12;
            out[static_cast<std::ptrdiff_t>(length) - 1] = paint_type_op - 1200;
            out += static_cast<std::ptrdiff_t>(length);
            room -= length;
        }
        std::copy(kept.begin(), kept.end(), out);
    }
}

void write_encoding_plainly(Bytes& cff) {
    const auto layout = layout_of(cff);
    const auto* encoding = layout ? layout->find(encoding_op) : nullptr;
    if (encoding == nullptr || encoding->numbers[0] <= 1 || layout->find(keyed_op) != nullptr) return;
    Reader in(cff);
    const auto at = static_cast<std::size_t>(encoding->numbers[0]);
    if (in.number(at, 2) != 0x8000) return;  // format 0 with a supplement, and no code before it
    const auto count = in.number(at + 2, 1);
    std::map<std::uint32_t, std::uint8_t> codes;  // by string
    for (std::uint32_t i = 0; i < count; ++i) {
        codes.emplace(in.number(at + 4 + std::size_t{3} * i, 2), static_cast<std::uint8_t>(in.number(at + 3 + std::size_t{3} * i, 1)));
    }
    std::vector<std::uint8_t> in_order{0, static_cast<std::uint8_t>(count)};
    for (const auto name : strings_of_glyphs(in, *layout)) {
        const auto code = codes.find(name);
        if (code == codes.end()) break;
        in_order.push_back(code->second);
    }
    if (in.broken || codes.size() != count || in_order.size() != count + 2) return;
    std::copy(in_order.begin(), in_order.end(), cff.begin() + static_cast<std::ptrdiff_t>(at));
}

std::optional<std::uint32_t> cff_glyphs(ByteView cff) {
    const auto layout = layout_of(cff);
    return layout ? std::optional(layout->glyphs) : std::nullopt;
}

std::optional<Bytes> without_glyph_names(ByteView cff) {
    const auto layout = layout_of(cff);
    if (!layout || layout->top.count != 1 || layout->find(keyed_op) != nullptr || layout->glyphs == 0) return std::nullopt;
    Reader in(cff);
    // What stands behind the strings moves up, and the charset and the encoding between it go.
    std::vector<Span> gone;
    for (const auto op : {charset_op, encoding_op}) {
        const auto* entry = layout->find(op);
        if (entry == nullptr || entry->numbers[0] <= (op == charset_op ? 2 : 1)) continue;
        const auto at = static_cast<std::size_t>(entry->numbers[0]);
        gone.push_back({at, at + (op == charset_op ? charset_length(in, at, layout->glyphs) : encoding_length(in, at))});
    }
    std::sort(gone.begin(), gone.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    auto at = layout->strings.end;
    for (const auto& span : gone) {
        if (in.broken || span.begin < at || span.end > cff.size()) return std::nullopt;
        at = span.end;
    }
    Bytes body;
    const auto append = [&](std::size_t from, std::size_t to) { body.insert(body.end(), cff.begin() + static_cast<std::ptrdiff_t>(from), cff.begin() + static_cast<std::ptrdiff_t>(to)); };
    at = layout->strings.end;
    for (const auto& span : gone) {
        append(at, span.begin);
        at = span.end;
    }
    append(at, cff.size());
    const auto moved = [&](std::size_t offset) {
        auto place = offset - layout->strings.end;
        for (const auto& span : gone) {
            if (span.begin < offset) place -= span.end - span.begin;
        }
        return place;
    };

    // The top DICT is written twice: its own length decides where the body begins.
    Bytes top;
    std::size_t base = 0;
    for (int round = 0; round < 2; ++round) {
        top.clear();
        for (const auto& entry : layout->entries) {
            const bool placed = entry.op == charset_op || entry.op == encoding_op;
            if (placed || std::find(dropped_ops.begin(), dropped_ops.end(), entry.op) != dropped_ops.end()) continue;
            const bool empty_private = entry.op == private_op && entry.numbers.size() == 2 && entry.numbers[0] == 0;
            if ((entry.op == charstrings_op || entry.op == private_op) && !empty_private) {
                if (entry.op == private_op) {
                    if (entry.numbers.size() != 2) return std::nullopt;
                    put_offset(top, static_cast<std::size_t>(entry.numbers[0]));
                }
                const auto offset = static_cast<std::size_t>(entry.numbers.back());
                if (offset < layout->strings.end) return std::nullopt;
                put_offset(top, base + moved(offset));
            } else {
                top.insert(top.end(), cff.begin() + static_cast<std::ptrdiff_t>(entry.begin), cff.begin() + static_cast<std::ptrdiff_t>(entry.end));
            }
            if (entry.op >= 1200) top.push_back(12);
            top.push_back(static_cast<std::uint8_t>(entry.op >= 1200 ? entry.op - 1200 : entry.op));
        }
        // A charset of one range, behind everything else: numbers in the place of names.
        put_offset(top, base + body.size());
        top.push_back(charset_op);
        base = layout->names.end + 7 + top.size() + 2;
    }
    if (top.size() > 0xFFFE) return std::nullopt;
    Bytes out(cff.begin(), cff.begin() + static_cast<std::ptrdiff_t>(layout->names.end));
    const auto length = top.size() + 1;
    out.insert(out.end(), {0, 1, 2, 0, 1, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length)});
    out.insert(out.end(), top.begin(), top.end());
    out.insert(out.end(), {0, 0});  // no strings
    out.insert(out.end(), body.begin(), body.end());
    const auto left = layout->glyphs > 1 ? layout->glyphs - 2 : 0;
    out.push_back(2);
    if (layout->glyphs > 1) out.insert(out.end(), {0, 1, static_cast<std::uint8_t>(left >> 8), static_cast<std::uint8_t>(left)});
    return out;
}

}  // namespace review::pdf
