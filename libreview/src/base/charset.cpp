#include "base/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace review {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const Charset& charset) {
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(ucnv_open(charset.name().c_str(), &error));
    if (U_FAILURE(error)) throw std::logic_error("ICU lacks " + charset.name());
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    return converter;
}

// What declarations say, and what ICU calls it. Left out: everything with shift states (ISO-2022,
// HZ, UTF-7), where a cut in the middle changes the meaning of what follows.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> names{{
    {"UTF-8", "UTF-8"}, {"UTF8", "UTF-8"}, {"UTF-16LE", "UTF-16LE"}, {"UTF-16BE", "UTF-16BE"},
    {"GB18030", "gb18030"}, {"GBK", "GBK"}, {"CP936", "GBK"}, {"GB2312", "gb2312"}, {"EUC-CN", "gb2312"},
    {"BIG5", "Big5"}, {"BIG5-HKSCS", "Big5-HKSCS"}, {"US-ASCII", "US-ASCII"}, {"ASCII", "US-ASCII"},
    {"EUC-JP", "EUC-JP"}, {"EUC-KR", "EUC-KR"}, {"KOI8-R", "KOI8-R"},
}};

bool is_numbered(std::string_view name, std::string_view family) {
    return name.starts_with(family) && name.size() > family.size() && name.size() <= family.size() + 2 &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(family.size()), name.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Charset> Charset::named(std::string_view name) {
    std::string upper(name);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    for (const auto& [known, icu] : names) {
        if (upper == known) return Charset(std::string(icu));
    }
    if (!is_numbered(upper, "ISO-8859-") && !is_numbered(upper, "WINDOWS-12")) return std::nullopt;
    UErrorCode error = U_ZERO_ERROR;
    const Converter converter(ucnv_open(upper.c_str(), &error));
    if (U_FAILURE(error)) return std::nullopt;
    return Charset(upper);
}

std::vector<std::string> Charset::all_names() {
    std::vector<std::string> all;
    for (const auto& [known, icu] : names) {
        if (!known.starts_with("UTF")) all.emplace_back(known);
    }
    const auto add_numbered = [&](const std::string& family, int first, int last) {
        for (int number = first; number <= last; ++number) {
            if (named(family + std::to_string(number))) all.push_back(family + std::to_string(number));
        }
    };
    add_numbered("ISO-8859-", 1, 16);
    add_numbered("WINDOWS-", 1250, 1258);
    return all;
}

void append_utf8(std::string& text, char32_t c) {
    const auto put = [&](char32_t bits) { text += static_cast<char>(bits); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | (c >> 6)), put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3f)), put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3f)), put(0x80 | ((c >> 6) & 0x3f)), put(0x80 | (c & 0x3f));
    }
}

void Decoded::append(char32_t character, std::uint64_t begin, std::uint64_t end) {
    if (widths_.size() % marked == 0) marks_.push_back({utf8.size(), begin});
    widths_.push_back(static_cast<std::uint8_t>(end - begin));
    append_utf8(utf8, character);
}

Decoded::Character Decoded::Cursor::character() const {
    return {offset_, offset_ + utf8_size(text_->utf8[offset_]), {source_, source_ + text_->widths_[index_]}};
}

void Decoded::Cursor::step() {
    offset_ += utf8_size(text_->utf8[offset_]);
    source_ += text_->widths_[index_];
    ++index_;
}

Decoded::Cursor Decoded::at(std::size_t utf8_offset) const {
    Cursor cursor;
    cursor.text_ = this;
    const auto after = std::partition_point(marks_.begin(), marks_.end(),
                                            [&](const Mark& mark) { return mark.offset <= utf8_offset; });
    if (after == marks_.begin()) return cursor;  // an empty text
    cursor.index_ = static_cast<std::size_t>(after - marks_.begin() - 1) * marked;
    cursor.offset_ = (after - 1)->offset;
    cursor.source_ = (after - 1)->source;
    while (!cursor.at_end() && cursor.character().text_end <= utf8_offset) cursor.step();
    return cursor;
}

Decoded decode(const Charset& charset, ByteView bytes, std::uint64_t from, std::size_t tolerated) {
    const Converter converter = open_converter(charset);
    const char* const begin = reinterpret_cast<const char*>(bytes.data());
    const char* const end = begin + bytes.size();
    const char* source = begin + from;
    std::array<UChar, 4096> units{};
    std::array<std::int32_t, 4096> offsets{};
    Decoded decoded;
    // A character waits until the next one says where it ends.
    char32_t waiting = 0;
    std::uint64_t started = from;
    bool any = false;
    const auto arrive = [&](char32_t character, std::uint64_t place) {
        if (any) decoded.append(waiting, started, place);
        waiting = character, started = place, any = true;
    };
    while (!decoded.given_up) {
        UChar* target = units.data();
        const auto base = static_cast<std::uint64_t>(source - begin);
        // ICU takes 2 GiB at most. Units run out long before a slice does, so none but the last is read
        // to its end and no character is cut in two.
        const char* const slice = end - source > (1 << 20) ? source + (1 << 20) : end;
        UErrorCode error = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, slice, offsets.data(),
                       slice == end, &error);
        for (const UChar* unit = units.data(); unit != target; ++unit) {
            if (U16_IS_TRAIL(*unit) && any && U16_IS_LEAD(waiting)) {
                waiting = U16_GET_SUPPLEMENTARY(waiting, *unit);
            } else {
                const auto offset = offsets[static_cast<std::size_t>(unit - units.data())];
                arrive(*unit, base + static_cast<std::uint64_t>(offset));
            }
        }
        if (error == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_FAILURE(error)) {
            std::array<char, 32> invalid{};
            auto size = static_cast<std::int8_t>(invalid.size());
            UErrorCode ignored = U_ZERO_ERROR;
            ucnv_getInvalidChars(converter.get(), invalid.data(), &size, &ignored);
            const auto stop = static_cast<std::uint64_t>(source - begin);
            const auto place = stop - static_cast<std::uint64_t>(std::max<int>(size, 1));
            decoded.undecodable.push_back({place, stop});
            arrive(0xfffd, place);
            decoded.given_up = decoded.undecodable.size() > tolerated;
            ucnv_resetToUnicode(converter.get());
        } else if (slice == end) {
            break;
        }
    }
    if (any) decoded.append(waiting, started, static_cast<std::uint64_t>(source - begin));
    return decoded;
}

std::optional<Bytes> encode(const Charset& charset, std::string_view utf8) {
    UErrorCode error = U_ZERO_ERROR;
    const Converter to = open_converter(charset);
    const Converter from = open_converter(Charset::utf8());
    ucnv_setFallback(to.get(), false);
    Bytes bytes(utf8.size() * 4 + 16);
    char* target = reinterpret_cast<char*>(bytes.data());
    const char* source = utf8.data();
    std::array<UChar, 1024> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    ucnv_convertEx(to.get(), from.get(), &target, target + bytes.size(), &source, source + utf8.size(), pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), true, true, &error);
    if (U_FAILURE(error)) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(target - reinterpret_cast<char*>(bytes.data())));
    return bytes;
}

}  // namespace review
