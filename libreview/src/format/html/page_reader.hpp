#pragma once

#include <map>
#include <string>
#include <vector>

#include <review/extraction.hpp>
#include <review/limits.hpp>

#include "format/html/calls.hpp"
#include "format/html/flows.hpp"
#include "format/html/readings.hpp"

namespace review {

// Gives parts their numbers and keeps the blind spots until the parts are told.
class HtmlTeller {
public:
    explicit HtmlTeller(ExtractionSink& sink) : sink_(sink) {}
    void tell(PartKind kind, const std::string& label, const MappedText& text, const std::string& called = {});
    void spot(BlindReason reason, const std::string& label, std::string detail);
    void finish();

private:
    ExtractionSink& sink_;
    std::uint32_t number_ = 0;
    std::vector<BlindSpot> spots_;
};

// Something a person who looks at the page does not see.
struct HtmlUnseen {
    enum class Kind { hidden, script, comment, resource, data };
    Kind kind;
    std::string label;
    std::string text;
};

// A page that was cut into tokens and whose tree is known.
class HtmlPage {
public:
    // Throws Errc::malformed or limit.
    HtmlPage(MappedText text, const std::string& draft_name, const Limits& limits);
    HtmlPage(const HtmlPage&) = delete;  // tokens look into the text
    HtmlPage& operator=(const HtmlPage&) = delete;

    const MappedText& text() const { return text_; }
    const HtmlTree& tree() const { return tree_; }
    const std::vector<HtmlToken>& tokens() const { return tokens_; }

private:
    MappedText text_;
    HtmlTree tree_;
    std::vector<HtmlToken> tokens_;
};

// Where a page stands: the draft itself, or a page in it.
struct HtmlPlace {
    std::string prefix;      // of labels: "srcdoc 1, "
    std::uint32_t level = 0;
    bool read_raw = false;   // its characters were told as they stand already: only what reads otherwise is told
    Charset charset = Charset::utf8();
};

// Tells the parts of a page: its text in flows and tables; then, in the order of the draft, each attribute, comment, script and
// document type, with what readers make of escapes in them, and the pages in it. Last each distinct name of the
// markup. Every byte of the draft is in a part, or punctuation of the markup or a name that was told.
class HtmlPageReader {
public:
    static constexpr std::uint32_t most_levels = 3;

    HtmlPageReader(const HtmlPage& page, HtmlPlace place, std::string draft_name, const Limits& limits, HtmlTeller& teller,
                   std::vector<HtmlUnseen>* unseen);
    void run();

private:
    void flows();
    void token(const HtmlToken& token);
    void attribute(const HtmlToken& token, const HtmlAttribute& attribute, std::uint32_t number);
    std::string call_of(const HtmlToken& token, std::string_view attribute, std::string_view value) const;
    void input(const HtmlToken& token);
    void comment(const HtmlToken& token);
    void raw(const HtmlToken& token);
    void words(const HtmlToken& token);
    void names();
    void base64(PartKind kind, const std::string& label, const MappedText& value);
    void readings_of(PartKind kind, const std::string& label, const MappedText& value, bool style_sheet);
    void tags_within(const std::string& label, std::string_view written, MappedText read);
    void page_within(const std::string& label, MappedText text, bool read_raw);
    void tell(PartKind kind, const std::string& label, const MappedText& text, const std::string& called = {});
    void note(HtmlUnseen::Kind kind, const std::string& label, std::string_view text);
    MappedText slice(std::size_t begin, std::size_t end) const;
    std::string counted(const std::string& what) { return what + " " + std::to_string(++counts_[what]); }

    const HtmlPage& page_;
    HtmlPlace place_;
    std::string draft_name_;
    const Limits& limits_;
    HtmlTeller& teller_;
    std::vector<HtmlUnseen>* unseen_;
    HtmlCharacters characters_;
    TableRoles roles_;
    HtmlCalls calls_;
    bool in_field_ = false;    // the tag read last began a <textarea>
    std::string text_called_;  // what the text behind the tag read last is called
    std::map<std::string, std::uint32_t> counts_;
    MappedText fields_;
    std::uint32_t field_count_ = 0;
};

}  // namespace review
