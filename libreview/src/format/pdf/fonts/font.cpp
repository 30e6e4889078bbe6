#include "format/pdf/fonts/font.hpp"

#include <algorithm>
#include <utility>

#include "base/loose_text.hpp"
#include "format/pdf/fonts/embedded_cmap.hpp"
#include "format/pdf/fonts/standard_widths.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfVecObjects;

namespace {

// U+FFFD, U+0000 and nothing say that nobody knows; so does a private-use character, which means
// what the font's maker wanted.
bool says_something(std::string_view utf8) {
    return !utf8.empty() && utf8 != std::string_view("\0", 1) && utf8.find("\xEF\xBF\xBD") == std::string_view::npos;
}

// Whether a shape is a letter or a digit that the text does not hold. Other spellings of it do, a ligature's letters
// are part of one another, and no value is lost with a dash or a dot.
bool disputes(std::string_view drawn, std::string_view told) {
    const auto shape = loose(drawn);
    const auto points = code_points(shape);
    if (points.empty() || !is_letter_or_digit(points.front())) return false;
    const auto text = loose(told);
    return text.find(shape) == text.npos && (text.empty() || shape.find(text) == shape.npos);
}

// A base-14 font's name, without a subset prefix and with the aliases producers use.
std::string base14_name(std::string name) {
    if (name.size() > 7 && name[6] == '+') name.erase(0, 7);
    const bool bold = name.find("Bold") != std::string::npos;
    const bool italic = name.find("Italic") != std::string::npos || name.find("Oblique") != std::string::npos;
    const auto style = [&](const char* slanted) { return std::string(bold ? "Bold" : "") + (italic ? slanted : ""); };
    const auto join = [](const std::string& family, const std::string& s) { return s.empty() ? family : family + "-" + s; };
    if (name.starts_with("Arial") || name.starts_with("Helvetica")) return join("Helvetica", style("Oblique"));
    if (name.starts_with("Courier")) return join("Courier", style("Oblique"));
    if (name == "SymbolMT") return "Symbol";
    if (name.starts_with("Times")) return "Times-" + (style("Italic").empty() ? "Roman" : style("Italic"));
    return name;
}

}  // namespace

std::unique_ptr<Font> Font::load(const PdfObject& dictionary, PdfVecObjects&) {
    auto font = std::make_unique<Font>();
    if (!dictionary.IsDictionary()) return font;
    auto& objects = *dictionary.GetOwner();
    font->dictionary_ = &dictionary;
    const auto kind = name_of(value_of(&dictionary, "Subtype", objects));
    font->type3_ = kind == "Type3";
    font->composite_ = kind == "Type0";
    font->true_type_ = kind == "TrueType";
    font->load_to_unicode(dictionary);
    if (font->composite_) font->load_composite(dictionary);
    else font->load_simple(dictionary);
    return font;
}

void Font::load_to_unicode(const PdfObject& dictionary) {
    const auto* stream = value_of(&dictionary, "ToUnicode", *dictionary.GetOwner());
    if (name_of(stream).starts_with("Identity-")) numbers_told_ = CMap::identity(false);
    if (!stream || !stream->HasStream()) return;
    auto map = embedded_cmap(*stream);
    if (map.has_unicode()) to_unicode_ = std::move(map);
    else numbers_told_ = std::move(map);
}

void Font::load_simple(const PdfObject& dictionary) {
    load_metrics(dictionary);
    load_encoding(dictionary);
    load_simple_widths(dictionary);
}

// 9.6.6: a base encoding and differences. A subset font with its own encoding and no /Encoding has
// meaning by ToUnicode only; for a non-symbolic one the standard encoding is right.
void Font::load_encoding(const PdfObject& dictionary) {
    auto& objects = *dictionary.GetOwner();
    const auto* encoding = value_of(&dictionary, "Encoding", objects);
    const auto* descriptor = value_of(&dictionary, "FontDescriptor", objects);
    const bool embedded = value_of(descriptor, "FontFile", objects) || value_of(descriptor, "FontFile2", objects) ||
                          value_of(descriptor, "FontFile3", objects);
    const auto base = name_of(value_of(&dictionary, "BaseFont", objects));
    const auto standard = base14_name(base);
    const bool dingbats = standard == "ZapfDingbats";
    const bool own = (symbolic_ && embedded) || type3_;
    // Readers let no /Encoding change what Symbol and ZapfDingbats have inside, save for its differences.
    if (!embedded && (dingbats || standard == "Symbol")) {
        encoding_ = base_encoding(standard);
    } else if (encoding && encoding->IsName()) {
        encoding_ = base_encoding(encoding->GetName().GetName());
    } else if (!own) {
        encoding_ = base_encoding("StandardEncoding");
    }
    if (!encoding || !encoding->IsDictionary()) return;
    const auto name = name_of(value_of(encoding, "BaseEncoding", objects));
    if (!name.empty() && !dingbats && standard != "Symbol") encoding_ = base_encoding(name);
    const auto* differences = value_of(encoding, "Differences", objects);
    if (!differences || !differences->IsArray()) return;
    std::size_t code = 0;
    for (const auto& raw : differences->GetArray()) {
        const auto* item = resolve(&raw, objects);
        if (!item) continue;
        if (item->IsNumber() || item->IsReal()) {
            code = static_cast<std::size_t>(std::clamp(item->GetReal(), 0.0, 256.0));
        } else if (item->IsName() && code < 256) {
            const auto glyph = item->GetName().GetName();
            encoding_[code++] = dingbats ? unicode_of_dingbat(glyph) : unicode_of_glyph_name(glyph);
        }
    }
}

void Font::load_metrics(const PdfObject& owner) {
    auto& objects = *owner.GetOwner();
    const auto* descriptor = value_of(&owner, "FontDescriptor", objects);
    if (!descriptor) return;
    symbolic_ = static_cast<long>(number_of(value_of(descriptor, "Flags", objects))) & 4;
    const double up = number_of(value_of(descriptor, "Ascent", objects)) / 1000;
    const double down = number_of(value_of(descriptor, "Descent", objects)) / 1000;
    if (up > 0.3 && up < 2) ascent_ = up;
    if (down < -0.05 && down > -1) descent_ = down;
}

void Font::load_simple_widths(const PdfObject& dictionary) {
    auto& objects = *dictionary.GetOwner();
    double unit = 0.001;
    if (type3_) {  // 9.6.5: glyph space by FontMatrix
        const auto* matrix = value_of(&dictionary, "FontMatrix", objects);
        if (matrix && matrix->IsArray() && matrix->GetArray().size() == 6) {
            unit = number_of(resolve(&matrix->GetArray()[0], objects), 0.001);
            const double height = number_of(resolve(&matrix->GetArray()[3], objects), 0.001);
            const auto* box = value_of(&dictionary, "FontBBox", objects);
            if (box && box->IsArray() && box->GetArray().size() == 4) {
                const double low = number_of(resolve(&box->GetArray()[1], objects)) * height;
                const double high = number_of(resolve(&box->GetArray()[3], objects)) * height;
                if (high > low && high - low < 3) ascent_ = high, descent_ = std::min(low, 0.0);
            }
        }
    }
    const auto* descriptor = value_of(&dictionary, "FontDescriptor", objects);
    widths_.fill(number_of(value_of(descriptor, "MissingWidth", objects)) * unit);
    const auto* widths = value_of(&dictionary, "Widths", objects);
    if (widths && widths->IsArray()) {
        auto code = static_cast<long>(number_of(value_of(&dictionary, "FirstChar", objects)));
        for (const auto& width : widths->GetArray()) {
            if (code >= 0 && code < 256) widths_[static_cast<std::size_t>(code)] = number_of(resolve(&width, objects)) * unit;
            ++code;
        }
        return;
    }
    const auto name = base14_name(name_of(value_of(&dictionary, "BaseFont", objects)));
    const StandardWidths standard(name);
    const bool known = standard.of(U' ').has_value();
    for (std::size_t code = 0; code < 256; ++code) {
        if (known) widths_[code] = encoding_[code] ? standard.of(encoding_[code]).value_or(0) / 1000 : 0;
        else if (!descriptor) widths_[code] = 0.5;
    }
}

std::string Font::told(std::uint32_t code, std::size_t length) const {
    std::string text;
    if (numbers_told_) {
        if (const auto point = numbers_told_->cid(code, length); point >= 0x20) append_utf8(text, point);
        return says_something(text) ? text : "";
    }
    if (!to_unicode_) return text;
    if (to_unicode_->unicode(code, length, text) && says_something(text)) return text;
    text.clear();
    // Producers write one-byte entries for two-byte codes and the other way round.
    for (const std::size_t other : {1, 2}) {
        if (other != length && to_unicode_->unicode(code, other, text) && says_something(text)) return text;
        text.clear();
    }
    return text;
}

std::string Font::coded(std::uint32_t code, std::size_t length) const {
    std::string text;
    if (!composite_) {
        const auto point = code < 256 && encoding_[code] ? encoding_[code] : from_program(code, length);
        if (point) append_utf8(text, point);
        return text;
    }
    if (codes_are_unicode_) {
        if (length == 4) append_utf8(text, 0x10000 + (((code >> 16) - 0xD800) << 10) + ((code & 0xFFFF) - 0xDC00));
        else append_utf8(text, code);
        return says_something(text) ? text : "";
    }
    const auto cid = this->cid(code, length);
    if (collection_ && collection_->unicode(cid, 2, text) && says_something(text)) return text;
    text.clear();
    if (const auto point = from_program(code, length)) append_utf8(text, point);
    return text;
}

// 9.6.6.4, 9.7.4.2: a symbolic TrueType font's codes go to its program, and so do the CIDs of any embedded one.
std::string Font::shape(std::uint32_t code, std::size_t length) const {
    if (type3_) return {};
    const bool by_program = composite_ || (symbolic_ && true_type_);
    const auto point = by_program ? from_program(code, length) : 0;
    if (point == 0 && by_program && program_) return {};
    if (point == 0) return coded(code, length);
    std::string text;
    append_utf8(text, point);
    return text;
}

// Where nothing tells, poppler and pdf.js show, copy and search the CID as if it were a character.
std::string Font::number(std::uint32_t code, std::size_t length) const {
    std::string text;
    if (!cids_are_shown_) return text;
    const auto cid = this->cid(code, length);
    if (cid > 0x20 && !(cid >= 0x7F && cid < 0xA0) && !(cid >= 0xD800 && cid < 0xF900) && cid < 0xFFFE) append_utf8(text, cid);
    return text;
}

// 9.7.4.2: glyph numbers of an embedded program that names its glyphs no more. Whether they are CIDs of the collection
// too, as 9.10.2 takes them to be, nothing shows, and other characters may be drawn.
bool Font::is_guess(std::uint32_t code, std::size_t length) const {
    return composite_ && collection_ && !codes_tell_ && from_program(code, length) == 0 && program_ && program_->is_glyph_number(cid(code, length));
}

char32_t Font::from_program(std::uint32_t code, std::size_t length) const {
    if (type3_ || !dictionary_) return 0;
    if (!asked_program_) program_ = ProgramMeanings::of(*dictionary_);
    asked_program_ = true;
    if (!program_) return 0;
    return composite_ ? program_->of_cid(cid(code, length)) : program_->of_code(code);
}

std::uint32_t Font::cid(std::uint32_t code, std::size_t length) const { return codes_ ? codes_->cid(code, length) : code; }

const Font::Meaning& Font::meaning_of(std::uint32_t code, std::size_t length) const {
    const auto [found, fresh] = meanings_.try_emplace(std::uint64_t{length} << 32 | code);
    auto& meaning = found->second;
    if (!fresh) return meaning;
    meaning.unicode = told(code, length);
    const bool is_told = !meaning.unicode.empty();
    if (!is_told) meaning.unicode = coded(code, length);
    if (!is_told && is_guess(code, length)) meaning.numbered = std::exchange(meaning.unicode, "");
    else if (auto number = this->number(code, length); number != meaning.unicode) meaning.numbered = std::move(number);
    // A collection is told too: producers name one where the numbers are glyphs of the program.
    if (meaning.unicode.empty() || !(is_told || (composite_ && collection_))) return meaning;
    if (auto drawn = shape(code, length); disputes(drawn, meaning.unicode)) meaning.drawn = std::move(drawn);
    return meaning;
}

std::size_t Font::code_length(std::string_view rest) const {
    if (!composite_) return 1;
    if (!codes_) return std::min<std::size_t>(2, rest.size());
    const auto known = length_after_[static_cast<unsigned char>(rest[0])];
    return known != 0 && known <= rest.size() ? known : std::max<std::size_t>(1, codes_->code_length(rest));
}

const FontGlyph& Font::next(std::string_view bytes, std::size_t& at) const {
    const auto rest = bytes.substr(at);
    const auto length = code_length(rest);
    std::uint32_t code = 0;
    for (const char c : rest.substr(0, length)) code = code << 8 | static_cast<unsigned char>(c);
    at += length;
    const auto* known = glyphs_.find(code, length);
    return known ? *known : glyphs_.add(make_glyph(code, length));
}

FontGlyph Font::make_glyph(std::uint32_t code, std::size_t length) const {
    FontGlyph glyph;
    glyph.code = code;
    glyph.code_bytes = static_cast<std::uint8_t>(length);
    const auto& meaning = meaning_of(code, length);
    glyph.unicode = meaning.unicode;
    glyph.drawn = meaning.drawn;
    glyph.numbered = meaning.numbered;
    if (!composite_) {
        glyph.width = widths_[code & 0xFF];
        return glyph;
    }
    const auto cid = this->cid(code, length);
    const auto width = cid_widths_.find(cid);
    glyph.width = width == cid_widths_.end() ? default_width_ : width->second;
    if (vertical_) {
        const auto metrics = cid_verticals_.find(cid);
        const bool own = metrics != cid_verticals_.end();
        glyph.vertical = own ? metrics->second.w1y : default_w1y_;
        glyph.origin_x = own ? metrics->second.vx : glyph.width / 2;
        glyph.origin_y = own ? metrics->second.vy : default_vy_;
    }
    return glyph;
}

}  // namespace review::pdf
