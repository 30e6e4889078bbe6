#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>
#include <review/part.hpp>

namespace review {

// One way of writing characters as bytes, without state: every character can be read where it begins.
class Charset {
public:
    // A name as an XML declaration writes it, in any case. nullopt: not read here. "UTF-16" alone says
    // nothing of the order of bytes and is not a name here.
    static std::optional<Charset> named(std::string_view name);
    // Each such name that has files of its own in a C library.
    static std::vector<std::string> all_names();
    static Charset utf8() { return Charset("UTF-8"); }
    static Charset utf16le() { return Charset("UTF-16LE"); }
    static Charset utf16be() { return Charset("UTF-16BE"); }
    static Charset gb18030() { return Charset("gb18030"); }

    const std::string& name() const { return name_; }
    bool is_utf8() const { return name_ == "UTF-8"; }
    bool is_utf16() const { return name_.starts_with("UTF-16"); }
    friend bool operator==(const Charset&, const Charset&) = default;

private:
    explicit Charset(std::string name) : name_(std::move(name)) {}
    std::string name_;  // as ICU calls it
};

// A text as UTF-8, and where each of its characters stood.
class Decoded {
public:
    // One character: its bytes in `utf8` and in the source.
    struct Character {
        std::size_t text_begin = 0, text_end = 0;
        ByteRange source;
    };
    // Goes forward, one character at a time.
    class Cursor {
    public:
        bool at_end() const { return index_ == text_->widths_.size(); }
        Character character() const;
        void step();

    private:
        friend class Decoded;
        const Decoded* text_ = nullptr;
        std::size_t index_ = 0, offset_ = 0;
        std::uint64_t source_ = 0;
    };

    std::string utf8;                    // U+FFFD for each stretch that says nothing
    std::vector<ByteRange> undecodable;  // those stretches
    bool given_up = false;               // more of them than were tolerated: the rest is missing

    Cursor at(std::size_t utf8_offset) const;  // the character that begins at or before the offset

private:
    friend Decoded decode(const Charset&, ByteView, std::uint64_t, std::size_t);
    struct Mark {
        std::size_t offset;
        std::uint64_t source;
    };
    static constexpr std::size_t marked = 256;  // characters from one mark to the next
    void append(char32_t character, std::uint64_t begin, std::uint64_t end);

    std::vector<std::uint8_t> widths_;  // bytes each character takes in the source
    std::vector<Mark> marks_;
};

// Reads bytes[from..]. Gives up after more than `tolerated` undecodable stretches.
Decoded decode(const Charset& charset, ByteView bytes, std::uint64_t from, std::size_t tolerated);

// nullopt: the charset lacks one of the characters.
std::optional<Bytes> encode(const Charset& charset, std::string_view utf8);

// Bytes of the UTF-8 character that begins with `lead`, in text known to be UTF-8.
inline std::size_t utf8_size(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

void append_utf8(std::string& text, char32_t character);

}  // namespace review
