#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace review::pdf {

// A CMap (ISO 32000-1, 9.7.5 and 9.10.3): codes of one to four bytes to CIDs, or to Unicode.
class CMap {
public:
    // Reads a CMap program. `named` gives the CMap another one refers to with usecmap.
    using Named = std::function<std::shared_ptr<const CMap>(std::string_view name)>;
    static CMap parse(std::string_view program, const Named& named = {});

    // Adobe's identity CMaps: two bytes, CID = code.
    static CMap identity(bool vertical);

    // Length in bytes of the code that begins here, at least 1 and at most what is left.
    std::size_t code_length(std::string_view bytes) const;

    // Of every code that begins with this byte, as far as it is known without the next ones; 0: it is not.
    std::uint8_t length_after(unsigned char first) const;

    bool unicode(std::uint32_t code, std::size_t length, std::string& utf8) const;  // appends; false: none
    std::uint32_t cid(std::uint32_t code, std::size_t length) const;                // 0: none
    bool vertical() const { return vertical_; }
    bool has_unicode() const { return !texts_.empty() || !text_ranges_.empty() || (base_ && base_->has_unicode()); }
    bool has_codespace() const { return !spaces_.empty(); }

    struct Space {
        std::uint32_t low, high;
        std::uint8_t length;
    };
    // The CMap this one refers to.
    bool has_base() const { return base_ != nullptr; }
    void set_base(std::shared_ptr<const CMap> base);

    std::vector<Space> spaces() const;  // those of the CMap it refers to among them

    // Codes with a Unicode value of their own (not of a CMap it refers to), up to `most`, with their length.
    std::vector<std::pair<std::uint32_t, std::uint8_t>> codes_with_unicode(std::size_t most) const;

    // Unicode -> CID CMaps (UniGB-UTF16-H) turned round, for CIDs: the first code of each.
    const std::unordered_map<std::uint32_t, std::uint32_t>& code_of_cid() const;

private:
    struct Range {
        std::uint32_t low, high, first;
        std::uint8_t length;
        bool operator<(const Range& other) const { return low < other.low; }
    };
    void finish();
    void space(std::string_view low, std::string_view high);
    void add_cids(std::string_view low, std::string_view high, double first);
    void bf_range(std::string_view low, std::string_view high, std::string_view first);

    std::vector<Space> spaces_;
    std::vector<Range> cids_;
    std::vector<Range> text_ranges_;  // to one UTF-16 unit or code point each
    std::unordered_map<std::uint64_t, std::string> texts_;  // length << 32 | code
    std::shared_ptr<const CMap> base_;
    bool vertical_ = false;
    mutable std::unordered_map<std::uint32_t, std::uint32_t> reverse_;
};

// One of Adobe's predefined CMaps ("GBK-EUC-H", "Adobe-GB1-UCS2") from poppler-data; null: not installed
// or no such name. Read once in a process.
std::shared_ptr<const CMap> predefined_cmap(std::string_view name);

}  // namespace review::pdf
