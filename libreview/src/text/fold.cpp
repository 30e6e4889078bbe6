#include "text/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include <review/error.hpp>

#include "base/decorations.hpp"
#include "base/messages/scan.hpp"
#include "base/prepared.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

struct Radical {
    char32_t radical, ideograph;
};

constexpr Radical radicals[] = {
#include "text/radicals.inc"
};

// Written for 秘 in old documents and in Taiwan; ICU counts it as no traditional form.
constexpr char32_t old_secret = 0x7955, secret = 0x79d8;

// Wingdings, which office programs write as private use: its filled and its empty star.
constexpr char32_t private_star = 0xf0ab, private_empty_star = 0xf0b6;

// What typesetting and recognition write for a colon: the ratio, two dots of vertical text, the modifier letter.
bool is_colon(char32_t point) { return point == 0x2236 || point == 0xfe30 || point == 0xa789; }

char32_t ideograph_of(char32_t point) {
    if (is_colon(point)) return U':';
    if (point == private_star) return U'★';
    if (point == private_empty_star) return U'☆';
    const auto found = std::lower_bound(std::begin(radicals), std::end(radicals), point,
                                        [](const Radical& row, char32_t value) { return row.radical < value; });
    if (found != std::end(radicals) && found->radical == point) return found->ideograph;
    return point == old_secret ? secret : point;
}

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw Error(Errc::unsupported, say(Msg::text_no_unicode_data, {u_errorName(status)}));
}

bool dropped(UChar32 point) {
    if (point == private_star || point == private_empty_star) return false;
    if (point == '\n' || point == '\t') return false;
    const auto type = u_charType(point);
    return type == U_FORMAT_CHAR || type == U_PRIVATE_USE_CHAR || type == U_CONTROL_CHAR ||
           u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || is_decoration(static_cast<char32_t>(point));
}

bool breaks_line(UChar32 point) { return point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029; }

using Pair = std::pair<char32_t, char32_t>;

// A digit or an ideograph: no mark makes another of it.
bool takes_no_mark(char32_t point) {
    return (point >= '0' && point <= '9') || u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_UNIFIED_IDEOGRAPH);
}

// What of ICU's data is asked for at each character. Made from ICU, or read as fold_tables() wrote it.
struct Tables {
    std::vector<Pair> simplified;  // traditional, simplified; ascending
    PlaneSet folds;
    PlaneSet begins;
    PlaneSet plain;  // begins and does not fold
    PlaneSet others;  // begins no number
};

const icu::Normalizer2& nfkc() {
    static const icu::Normalizer2& normalizer = [] () -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        const auto* instance = icu::Normalizer2::getNFKCInstance(status);
        check(status);
        return *instance;
    }();
    return normalizer;
}

const Pair* simplified(const Tables& tables, char32_t point) {
    const auto found = std::lower_bound(tables.simplified.begin(), tables.simplified.end(), Pair{point, 0});
    return found == tables.simplified.end() || found->first != point ? nullptr : &*found;
}

bool changes(const Tables& tables, UChar32 point) {
    const auto value = static_cast<char32_t>(point);
    if (dropped(point) || breaks_line(point) || ideograph_of(value) != value) return true;
    if (simplified(tables, value)) return true;
    UErrorCode status = U_ZERO_ERROR;
    return !nfkc().isNormalized(icu::UnicodeString(point), status) || U_FAILURE(status);
}

// An ideograph by what it is read as, all others by their properties.
bool begins_number(char32_t point) {
    const bool common_ideograph = point >= 0x4e00 && point <= 0x9fff;
    return common_ideograph ? han_digit_value(point) >= 0 : digit_value(point) >= 0 || point == 0x3007;
}

// One code point at a time: rules that look at whole words would move the offsets.
std::vector<Pair> simplified_by_icu() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> transliterator(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    check(status);
    icu::UnicodeSet sources;
    transliterator->getSourceSet(sources);
    std::vector<Pair> pairs;
    for (int32_t range = 0; range < sources.getRangeCount(); ++range) {
        for (UChar32 point = sources.getRangeStart(range); point <= sources.getRangeEnd(range); ++point) {
            icu::UnicodeString text(point);
            transliterator->transliterate(text);
            const UChar32 target = text.char32At(0);
            if (text.countChar32() != 1 || target == point) continue;
            pairs.emplace_back(static_cast<char32_t>(point), static_cast<char32_t>(target));
        }
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

Tables made_tables() {
    Tables tables;
    tables.simplified = simplified_by_icu();
    for (char32_t point = 0; point < 0x10000; ++point) {
        const auto value = static_cast<UChar32>(point);
        const bool begins = nfkc().hasBoundaryBefore(value), folds = changes(tables, value);
        if (begins) tables.begins.insert(point);
        if (folds) tables.folds.insert(point);
        if (begins && !folds) tables.plain.insert(point);
        if (!begins_number(point)) tables.others.insert(point);
    }
    return tables;
}

// As fold_tables() wrote it.
Tables read_tables(ByteView bytes) {
    Tables tables;
    std::size_t at = 0;
    for (auto* set : {&tables.folds, &tables.begins, &tables.plain, &tables.others}) {
        *set = PlaneSet::read(bytes.subspan(at, PlaneSet::written_size));
        at += PlaneSet::written_size;
    }
    const auto number = [&](std::size_t of) {
        return static_cast<char32_t>(bytes[of] | bytes[of + 1] << 8 | bytes[of + 2] << 16);
    };
    for (; at + 6 <= bytes.size(); at += 6) tables.simplified.emplace_back(number(at), number(at + 3));
    return tables;
}

const Tables& unicode() {
    static const Tables tables = [] {
        const auto bytes = prepared(fold_tables_key());
        auto made = bytes.size() > 4 * PlaneSet::written_size ? read_tables(bytes) : made_tables();
        made.plain.look_at_ascii();
        made.others.look_at_ascii();
        return made;
    }();
    return tables;
}

}  // namespace

std::string fold_tables_key() { return "folds-5-" U_ICU_VERSION; }

Bytes fold_tables() {
    const auto tables = made_tables();
    Bytes bytes;
    for (const auto* set : {&tables.folds, &tables.begins, &tables.plain, &tables.others}) set->write(bytes);
    for (const auto& pair : tables.simplified) {
        for (const char32_t value : {pair.first, pair.second}) {
            for (int shift = 0; shift < 24; shift += 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    return bytes;
}

const PlaneSet& plain_characters() { return unicode().plain; }

const PlaneSet& no_digits() { return unicode().others; }

bool may_fold(char32_t point) {
    if (point < 0x10000) return unicode().folds.contains(point);
    return changes(unicode(), static_cast<UChar32>(point));
}

bool begins_cluster(char32_t point) {
    if (point < 0x300) return true;
    if (point < 0x10000) return unicode().begins.contains(point);
    return nfkc().hasBoundaryBefore(static_cast<UChar32>(point));
}

std::string folded(std::string_view cluster) {
    const Tables& data = unicode();
    icu::UnicodeString kept;
    for (std::size_t at = 0; at < cluster.size();) {
        const CodePoint point = decode_utf8(cluster, at);
        at += point.size;
        const auto value = static_cast<UChar32>(point.value);
        if (breaks_line(value)) kept.append(UChar32{'\n'});
        else if (!dropped(value)) kept.append(static_cast<UChar32>(ideograph_of(point.value)));
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString normal = nfkc().normalize(kept, status);
    check(status);
    std::string written;
    char32_t last = 0;
    for (int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
        const auto point = ideograph_of(static_cast<char32_t>(normal.char32At(i)));
        if (is_combining(point) && takes_no_mark(last)) continue;
        last = point;
        const auto* simple = simplified(data, point);
        if (!dropped(static_cast<UChar32>(point))) put_utf8(written, simple == nullptr ? point : simple->second);
    }
    return written;
}

int digit_value(char32_t point) {
    if (point < 0x80) return point >= '0' && point <= '9' ? static_cast<int>(point - '0') : -1;
    const auto value = static_cast<UChar32>(point);
    const int decimal = u_charDigitValue(value);
    if (decimal >= 0) return decimal;
    if (u_getIntPropertyValue(value, UCHAR_NUMERIC_TYPE) != U_NT_DIGIT) return -1;
    return static_cast<int>(u_getNumericValue(value));
}

namespace {

constexpr std::u32string_view plain = U"零一二三四五六七八九";
constexpr std::u32string_view formal = U"〇壹贰叁肆伍陆柒捌玖";
constexpr char32_t one_by_radio = U'幺';

// By the low byte of the code point: asked for every ideograph of a draft.
constexpr auto may_be_han_digit = [] {
    std::array<bool, 256> table{};
    for (const auto digits : {plain, formal}) {
        for (const char32_t digit : digits) table[digit & 0xff] = true;
    }
    table[one_by_radio & 0xff] = true;
    return table;
}();

}  // namespace

int han_digit_value(char32_t point) {
    if (point < 0x3007 || point > 0x9fff || !may_be_han_digit[point & 0xff]) return -1;
    const auto at = plain.find(point);
    if (at != plain.npos) return static_cast<int>(at);
    const auto formal_at = formal.find(point);
    if (formal_at != formal.npos) return static_cast<int>(formal_at);
    return point == one_by_radio ? 1 : -1;
}

}  // namespace review
