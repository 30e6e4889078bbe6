#include "sign/xml_splice.hpp"

#include <algorithm>
#include <array>

namespace review {
namespace {

// The file as characters wide enough to find markup: bytes, or 16-bit units.
class Characters {
public:
    Characters(ByteView bytes, std::string_view encoding) : bytes_(bytes) {
        std::string name(encoding);
        std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
        const bool zero_first = bytes.size() > 1 && (bytes[0] == 0 || bytes[0] == 0xFE);
        const bool zero_second = bytes.size() > 1 && (bytes[1] == 0 || bytes[1] == 0xFE);
        if (zero_first || zero_second) {
            known_ = name.starts_with("UTF-16") && bytes.size() % 2 == 0;
            width_ = 2;
            big_ = zero_first;
            return;
        }
        constexpr std::array plain{"", "UTF-8", "US-ASCII", "ASCII", "ISO-8859-1"};
        constexpr std::array chinese{"GB18030", "GBK", "GB2312"};
        paired_ = std::find(chinese.begin(), chinese.end(), name) != chinese.end();
        known_ = paired_ || std::find(plain.begin(), plain.end(), name) != plain.end();
    }

    bool known() const { return known_; }
    std::size_t size() const { return bytes_.size() / width_; }
    std::size_t byte(std::size_t at) const { return at * width_; }

    unsigned operator[](std::size_t at) const {
        if (at >= size()) return 0;
        const std::size_t i = byte(at);
        if (width_ == 1) return bytes_[i];
        return big_ ? bytes_[i] * 256U + bytes_[i + 1] : bytes_[i + 1] * 256U + bytes_[i];
    }

    // GB 18030: the second byte of a pair may look like ASCII.
    std::size_t after(std::size_t at) const { return at + (paired_ && bytes_[at] > 0x80 ? 2 : 1); }

    bool stands(std::string_view word, std::size_t at) const {
        for (std::size_t i = 0; i < word.size(); ++i) {
            if ((*this)[at + i] != static_cast<unsigned char>(word[i])) return false;
        }
        return true;
    }

    std::size_t find(std::string_view word, std::size_t at) const {
        if (width_ == 1 && !paired_) return std::min(as_text(bytes_).find(word, at), size());
        while (at < size() && !stands(word, at)) at = after(at);
        return std::min(at, size());
    }

    Bytes encoded(std::string_view ascii) const {
        Bytes out;
        for (const char c : ascii) {
            if (width_ == 2 && big_) out.push_back(0);
            out.push_back(static_cast<std::uint8_t>(c));
            if (width_ == 2 && !big_) out.push_back(0);
        }
        return out;
    }

private:
    ByteView bytes_;
    std::size_t width_ = 1;
    bool big_ = false, paired_ = false, known_ = false;
};

// The > of the tag at `at`; one inside an attribute value does not count (XML 1.0, 3.1).
std::size_t tag_end(const Characters& text, std::size_t at) {
    unsigned quote = 0;
    for (; at < text.size(); at = text.after(at)) {
        const unsigned c = text[at];
        if (quote != 0) quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') break;
    }
    return at;
}

struct RootEnd {
    std::size_t at = 0;     // of </root> or of the / in <root/>
    std::size_t empty = 0;  // of <root/>, where it is that
    bool found = false, is_empty = false;
};

RootEnd root_end(const Characters& text) {
    std::size_t depth = 0;
    for (std::size_t at = text.find("<", 0); at < text.size(); at = text.find("<", at)) {
        if (text.stands("<?", at)) at = text.find("?>", at);
        else if (text.stands("<![CDATA[", at)) at = text.find("]]>", at);
        else if (text.stands("<!", at)) return {};
        else if (text.stands("</", at)) {
            if (depth-- <= 1) return {at, 0, true, false};
            ++at;
        } else {
            const std::size_t begin = at;
            at = tag_end(text, at);
            const bool closed = text[at - 1] == '/';
            if (closed && depth == 0) return {at - 1, begin, true, true};
            if (!closed) ++depth;
        }
    }
    return {};
}

// The bytes of the name in <name ... />.
ByteView name_bytes(const Characters& text, ByteView xml, std::size_t open) {
    std::size_t end = open + 1;
    while (end < text.size() && text[end] > ' ' && text[end] != '/') end = text.after(end);
    return xml.subspan(text.byte(open + 1), text.byte(end) - text.byte(open + 1));
}

}  // namespace

std::optional<Bytes> append_to_root(ByteView xml, std::string_view encoding, std::string_view ascii) {
    const Characters text(xml, encoding);
    if (!text.known()) return std::nullopt;
    const RootEnd end = root_end(text);
    if (!end.found) return std::nullopt;
    Bytes out(xml.begin(), xml.begin() + static_cast<std::ptrdiff_t>(text.byte(end.at)));
    const auto add = [&](ByteView piece) { out.insert(out.end(), piece.begin(), piece.end()); };
    if (end.is_empty) add(text.encoded(">"));
    add(text.encoded(ascii));
    if (end.is_empty) {
        add(text.encoded("</"));
        add(name_bytes(text, xml, end.empty));
        add(xml.subspan(text.byte(end.at + 1)));  // the > of <root/> now closes </root>
    } else {
        add(xml.subspan(text.byte(end.at)));
    }
    return out;
}

std::optional<Bytes> remove_from_root(ByteView xml, std::string_view encoding, std::string_view ascii) {
    const Characters text(xml, encoding);
    if (!text.known()) return std::nullopt;
    const RootEnd end = root_end(text);
    if (!end.found || end.is_empty || end.at < ascii.size() || !text.stands(ascii, end.at - ascii.size())) return std::nullopt;
    const auto gap_begin = static_cast<std::ptrdiff_t>(text.byte(end.at - ascii.size()));
    const auto gap_end = static_cast<std::ptrdiff_t>(text.byte(end.at));
    Bytes out(xml.begin(), xml.begin() + gap_begin);
    out.insert(out.end(), xml.begin() + gap_end, xml.end());
    return out;
}

}  // namespace review
