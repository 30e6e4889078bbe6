#include "format/text/encoded_words.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/base64.hpp"
#include "base/messages/format_text.hpp"

namespace review {
namespace {

constexpr std::size_t longest = 1000;  // RFC 2047 has 75; programs write longer ones

struct Word {
    std::size_t begin = 0, end = 0;
    std::string_view charset, data;
    bool base64 = false;
};

std::optional<Word> word_at(std::string_view text, std::size_t begin) {
    const auto rest = text.substr(begin, longest);
    const auto charset = rest.find('?', 2);
    if (charset == rest.npos || charset == 2 || charset + 2 >= rest.size() || rest[charset + 2] != '?') return {};
    const char code = static_cast<char>(rest[charset + 1] | 0x20);
    const auto close = rest.find("?=", charset + 3);
    if ((code != 'b' && code != 'q') || close == rest.npos) return {};
    Word word{begin, begin + close + 2, rest.substr(2, charset - 2), rest.substr(charset + 3, close - charset - 3), code == 'b'};
    if (word.data.empty() || word.data.find_first_of(" \t\r\n") != word.data.npos) return {};
    word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231, 5: its language
    return word;
}

std::optional<Bytes> bytes_of(const Word& word) {
    if (word.base64) return bytes_of_base64(word.data);
    Bytes bytes;
    for (std::size_t at = 0; at < word.data.size(); ++at) {
        if (word.data[at] != '=') {
            bytes.push_back(static_cast<std::uint8_t>(word.data[at] == '_' ? ' ' : word.data[at]));
            continue;
        }
        std::uint8_t byte = 0;
        const auto* digits = word.data.data() + at + 1;
        if (at + 2 >= word.data.size() || std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) return {};
        bytes.push_back(byte);
        at += 2;
    }
    return bytes;
}

// What a run of words says, that blanks alone part (6.2); a character may begin in one and end in the next.
class Run {
public:
    void add(const Word& word) {
        const auto bytes = bytes_of(word);
        readable_ = readable_ && bytes && (charset_.empty() || charset_ == word.charset);
        if (charset_.empty()) begin_ = word.begin, charset_ = word.charset;
        if (bytes) bytes_.insert(bytes_.end(), bytes->begin(), bytes->end());
        end_ = word.end;
    }
    bool empty() const { return charset_.empty(); }
    std::size_t begin() const { return begin_; }
    std::size_t end() const { return end_; }
    std::optional<std::string> text() const {
        const auto charset = Charset::named(charset_);
        if (!readable_ || !charset) return {};
        auto decoded = decode(*charset, bytes_, 0, 0);
        return decoded.given_up || !decoded.undecodable.empty() ? std::nullopt : std::optional(std::move(decoded.utf8));
    }

private:
    std::size_t begin_ = 0, end_ = 0;
    std::string charset_;
    Bytes bytes_;
    bool readable_ = true;
};

class Teller {
public:
    Teller(const SourceText& text, std::uint32_t number, ExtractionSink& sink) : text_(text), number_(number), sink_(sink) {}

    void tell(const Run& run) {
        if (run.empty()) return;
        const auto label = "encoded word " + std::to_string(++count_);
        const auto said = run.text();
        if (!said) return unread(label);
        Part head;
        head.number = number_;
        head.kind = PartKind::text;
        head.label = label;
        PartPieces pieces(sink_, std::move(head));
        const auto source = text_.source(run.begin(), run.end());
        for (std::size_t at = 0; at < said->size();) {
            const auto size = std::min(utf8_size((*said)[at]), said->size() - at);
            pieces.glyph(std::string_view(*said).substr(at, size), source);
            at += size;
        }
        if (pieces.finish()) ++number_;
    }

private:
    void unread(const std::string& label) {
        BlindSpot spot;
        spot.label = spot.object = label;
        spot.reason = BlindReason::unsupported;
        spot.detail = say(Msg::text_encoded_word);
        sink_.blind_spot(std::move(spot));
    }

    const SourceText& text_;
    std::uint32_t number_, count_ = 0;
    ExtractionSink& sink_;
};

}  // namespace

void tell_encoded_words(const SourceText& text, std::uint32_t number, ExtractionSink& sink) {
    const auto utf8 = text.utf8();
    Teller teller(text, number, sink);
    Run run;
    for (auto at = utf8.find("=?"); at != utf8.npos; at = utf8.find("=?", at)) {
        const auto word = word_at(utf8, at);
        if (!word) {
            at += 2;
            continue;
        }
        const auto between = utf8.substr(run.end(), word->begin - run.end());
        if (between.find_first_not_of(" \t\r\n") != between.npos) {
            teller.tell(run);
            run = {};
        }
        run.add(*word);
        at = word->end;
    }
    teller.tell(run);
}

}  // namespace review
