#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

#include "format/text/source_text.hpp"
#include "format/xml/splitter.hpp"
#include "format/xml/tables.hpp"
#include "model/markup_names.hpp"

namespace review {

// Which elements are blocks: they have text of their own, are tables with rows or drawings (SVG) with texts, so that they and what stands in them read
// as one run. Told tokens one after another, it says of which open element that is now known.
class OwnText {
public:
    struct Open {
        std::uint64_t number;  // in order of start tags, from 0
        std::size_t begin;     // of its start tag
        std::string_view name;
        bool known = false;    // it is a block
    };

    explicit OwnText(std::string_view utf8) : utf8_(utf8) {}

    // Calls on_block(Open&) for each element that becomes known to be one, until it sets `known`.
    template <typename OnBlock>
    void token(const XmlToken& token, OnBlock on_block) {
        if (token.kind == XmlTokenKind::start) {
            if (is_row(token.name)) {
                for (auto holder = open_.rbegin(); holder != open_.rend() && holds_rows(holder->name); ++holder) {
                    if (is_table(holder->name) && !holder->known) on_block(*holder);
                }
            }
            // SVG 2, 11.2: programs place every letter in a text of its own.
            if (is_named(token.name, "text")) {
                const auto drawing = std::find_if(open_.begin(), open_.end(), [](const Open& one) { return is_named(one.name, "svg"); });
                if (drawing != open_.end() && !drawing->known) on_block(*drawing);
            }
            if (!token.empty) open_.push_back({elements_, token.begin, token.name});
            ++elements_;
        } else if (token.kind == XmlTokenKind::end) {
            open_.pop_back();
        } else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && !open_.empty()) {
            if (!open_.back().known && !is_blank(token)) on_block(open_.back());
        }
    }
    std::uint64_t elements() const { return elements_; }  // start tags so far
    const std::vector<Open>& open() const { return open_; }

private:
    static bool is_named(std::string_view name, std::string_view local) {
        return name.ends_with(local) && (name.size() == local.size() || name[name.size() - local.size() - 1] == ':');
    }
    bool is_blank(const XmlToken& token) const {
        const auto inner = utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
        return std::all_of(inner.begin(), inner.end(), is_xml_blank);
    }

    std::string_view utf8_;
    std::uint64_t elements_ = 0;
    std::vector<Open> open_;  // as deep as the limit
};

// The names in a document's markup, each as it comes first.
struct XmlName {
    enum class Of { element, attribute, instruction };
    Of of;
    std::uint64_t number;  // of the element or instruction, from 1
    std::string_view name;
};

// Told tokens one after another, hands on each name that was not met before.
class XmlNames {
public:
    template <typename OnName>
    void token(const XmlToken& token, const std::vector<XmlAttribute>& attributes, OnName on_name) {
        if (token.kind == XmlTokenKind::start) {
            ++elements_;
            if (met_.is_new(token.name)) on_name(XmlName{XmlName::Of::element, elements_, token.name});
            for (const auto& one : attributes) {
                if (met_.is_new(one.name)) on_name(XmlName{XmlName::Of::attribute, elements_, one.name});
            }
        } else if (token.kind == XmlTokenKind::instruction) {
            ++instructions_;
            if (met_.is_new(token.name)) on_name(XmlName{XmlName::Of::instruction, instructions_, token.name});
        }
    }
    bool whole() const { return met_.whole(); }

private:
    MetNames met_;
    std::uint64_t elements_ = 0, instructions_ = 0;
};

// What one reading of the document tells of its blocks and its names.
struct KnownBlocks {
    static constexpr std::uint64_t most_noted = std::uint64_t{1} << 22;  // half a MiB: what is noted does not grow with the document

    // Of the first elements, by number: whether they are blocks.
    std::vector<bool> early;
    // Later ones whose own text, or first row, comes further behind their start tag than XmlBlocks looks ahead; by number, ascending.
    std::vector<std::uint64_t> late;
    // Of a document with so many that memory would grow with it: none, and whoever wants them reads it again.
    std::vector<XmlName> names;
    bool names_noted = true;
};

// Reads the document once. Throws what XmlSplitter throws.
KnownBlocks known_blocks(const SourceText& text, const std::string& draft_name, const Limits& limits);

// Tells of each element whether it is a block: of the first ones as was noted, of later ones by reading ahead of whoever asks, but not
// far. The memory it takes does not grow with the document.
class XmlBlocks {
public:
    static constexpr std::size_t ahead = 1 << 20;

    XmlBlocks(const SourceText& text, const KnownBlocks& known, const std::string& draft_name, const Limits& limits);
    // Of an element, by its number and the place of its start tag. Numbers ascend. Throws what XmlSplitter throws.
    bool begins_block(std::uint64_t element, std::size_t begin);

private:
    enum class State : std::uint8_t { open, block, closed };
    void step();

    const KnownBlocks& known_;
    XmlSplitter splitter_;
    OwnText own_text_;
    std::uint64_t first_ = 0;    // number of the element that states_ begins with
    std::deque<State> states_;
};

// Lets libxml2 read the document, which is the authority on whether it is one, and compares what it
// reports, event by event, with what our own splitter sees: names, attributes, text, comments,
// instructions. Throws Errc::malformed with the line where libxml2 refuses or the two disagree:
// then our coordinates would not be those of the text that readers see. Our splitter goes through it first: libxml2 is shown no
// token beyond the limits.
KnownBlocks check_well_formed(ByteView bytes, const SourceText& text, const std::string& draft_name, const Limits& limits);

}  // namespace review
