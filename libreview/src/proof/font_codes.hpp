#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <qpdf/QPDFObjectHandle.hh>

namespace review {

// What the codes of one font mean, read from its dictionary by a second pair of eyes: ToUnicode, then
// Encoding and Differences, then Unicode or GBK code maps by name.
class FontCodes {
public:
    // `to_unicode` is the decoded stream, empty where the font has none.
    FontCodes(QPDFObjectHandle font, std::string_view to_unicode);

    std::string text_of(std::string_view shown) const;           // UTF-8
    std::optional<std::string> codes_for(std::u32string_view text) const;  // nullopt: not all characters

private:
    void read_to_unicode(std::string_view cmap);
    void read_encoding(QPDFObjectHandle encoding);
    void map(const std::string& code, const std::string& utf8);
    const std::string* meaning_of(std::string_view code) const;  // null: none is known

    std::size_t width_ = 1;     // bytes of a code
    bool utf16_ = false;        // codes are UTF-16BE
    bool gbk_ = false;          // codes are GBK or GB18030
    std::map<std::string, std::string, std::less<>> text_;   // code -> UTF-8
    std::map<std::string, std::string, std::less<>> codes_;  // one character -> code
    // What stands in text_ for codes of one byte and of two: nearly all are.
    using Row = std::array<const std::string*, 256>;
    Row of_one_byte_{};
    std::array<std::unique_ptr<Row>, 256> of_two_bytes_;
};

}  // namespace review
