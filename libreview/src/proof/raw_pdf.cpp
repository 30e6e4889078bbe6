#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

#include <qpdf/QPDF.hh>

#include "base/inflate.hpp"
#include "base/messages/proof.hpp"
#include "proof/pdf_eye.hpp"
#include "proof/pdf_streams.hpp"
#include "proof/spellings.hpp"

namespace review {
namespace {

constexpr int most_filters = 8;  // more would be a game

std::size_t count_of(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++count;
    return count;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

// Numbers of the objects that begin in this text: "14 0 obj".
void count_objects(std::string_view text, std::map<std::string, int>& seen) {
    for (auto at = text.find(" obj"); at != text.npos; at = text.find(" obj", at + 4)) {
        auto begin = at;
        while (begin > 0 && ((text[begin - 1] >= '0' && text[begin - 1] <= '9') || text[begin - 1] == ' ')) --begin;
        while (begin < at && text[begin] == ' ') ++begin;
        if (begin < at) ++seen[std::string(text.substr(begin, at - begin))];
    }
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

// An entry of a cross-reference table, to the byte (ISO 32000-1, 7.5.4): "0000000015 00000 n \n".
bool is_entry(std::string_view text) {
    return text.size() == 20 && is_digits(text.substr(0, 10)) && text[10] == ' ' && is_digits(text.substr(11, 5)) && text[16] == ' ' &&
           (text[17] == 'n' || text[17] == 'f') && (text[18] == ' ' || text[18] == '\r') && (text[19] == '\n' || text[19] == '\r');
}

// Offsets of objects hold every short number by chance.
std::string without_offsets(std::string_view file) {
    std::string text;
    std::size_t copied = 0;
    for (auto at = file.find("xref\n"); at != file.npos; at = file.find("xref\n", at + 5)) {
        const auto line = file.find('\n', at + 5);  // "0 30"
        auto entry = line == file.npos ? file.size() : line + 1;
        if (!is_entry(file.substr(entry, 20))) continue;
        text += file.substr(copied, entry - copied);
        while (is_entry(file.substr(entry, 20))) entry += 20;
        copied = entry;
    }
    return text += file.substr(copied);
}

class RawPdf {
public:
    RawPdf(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence)
        : file_(as_text(file)), needles_(needles), limits_(limits), evidence_(evidence) {}

    void look() {
        std::size_t at = 0;
        while (at < file_.size()) {
            const auto word = file_.find("stream", at);
            if (word == file_.npos) break;
            const auto data = data_of(word);
            if (data == 0) {
                outside_ += file_.substr(at, word + 6 - at);
                at = word + 6;
                continue;
            }
            outside_ += file_.substr(at, word - at);
            auto end = file_.find("endstream", data);
            if (end == file_.npos) {
                doubt(say(Msg::proof_open_stream, {std::to_string(word)}));
                end = file_.size();
            }
            stream(word, data, end);
            at = std::min(end + 9, file_.size());
        }
        if (at < file_.size()) outside_ += file_.substr(at);
        outside_ = without_offsets(outside_);
        needles_.look(without_offsets(file_), say(Msg::proof_place_raw_file), Where::binary, evidence_.residue);
        needles_.look(outside_, say(Msg::proof_place_between), Where::program, evidence_.residue);
        structure();
    }

private:
    // Offset of the data behind the word "stream" (ISO 32000-1, 7.3.8.1), 0 where it is no such word.
    std::size_t data_of(std::size_t word) const {
        auto before = word;
        while (before > 0 && is_blank(file_[before - 1])) --before;
        if (before < 2 || file_.substr(before - 2, 2) != ">>") return 0;
        const auto behind = word + 6;
        if (behind < file_.size() && file_[behind] == '\n') return behind + 1;
        if (file_.substr(behind, 2) == "\r\n") return behind + 2;
        return behind < file_.size() && file_[behind] == '\r' ? behind + 1 : 0;
    }

    void stream(std::size_t word, std::size_t begin, std::size_t end) {
        const auto raw = file_.substr(begin, end - begin);
        const auto place = say(Msg::proof_place_byte, {std::to_string(begin)});
        ++evidence_.streams;
        if (const auto plain = unfiltered(word, raw)) inside(*plain, place);
        auto inflated = inflate_zlib(as_bytes(raw), limits_.stream_bytes);
        if (!inflated) return inside(raw, place);
        inside(as_text(inflated->bytes), place);
        auto again = inflate_zlib(inflated->bytes, limits_.stream_bytes);
        for (int times = 2; again && times < most_filters; ++times) {
            inside(as_text(again->bytes), place);
            again = inflate_zlib(Bytes(std::move(again->bytes)), limits_.stream_bytes);
        }
        auto rest = raw.substr(std::min(inflated->used, raw.size()));
        while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
        // Bytes behind the deflated data are in no reader's way and so nobody sees them.
        if (!rest.empty() && inflated->whole) doubt(say(Msg::proof_behind_stream, {std::to_string(begin)}));
        needles_.look(rest, place, Where::text, evidence_.residue);
    }

    // What one stream holds: as it is, and its strings joined as a page would show them.
    void inside(std::string_view bytes, const std::string& place) {
        total_ += bytes.size();
        if (total_ > limits_.document_bytes) return doubt(say(Msg::proof_too_large));
        needles_.look(bytes, place, Where::program, evidence_.residue);
        const auto shown = joined_strings(bytes);
        needles_.look(shown, place, Where::program, evidence_.residue);
        needles_.look_for_codes(shown, place, Where::string, evidence_.residue);
    }

    // Filters that inflating alone does not undo, as the dictionary before the word "stream" names them.
    std::optional<std::string> unfiltered(std::size_t word, std::string_view raw) {
        const auto object = file_.rfind(" obj", word);
        if (object == file_.npos) return std::nullopt;
        auto dictionary = without_name_escapes(file_.substr(object + 4, word - object - 4));
        if (dictionary.empty()) dictionary = file_.substr(object + 4, word - object - 4);
        static constexpr std::string_view names[] = {"/ASCII", "/A85", "/AHx", "/LZW", "/RunLength", "/RL", "/Predictor"};
        if (std::none_of(std::begin(names), std::end(names), [&](auto name) { return dictionary.find(name) != dictionary.npos; })) {
            return std::nullopt;
        }
        try {
            if (!workshop_) {
                workshop_ = std::make_unique<QPDF>();
                workshop_->setSuppressWarnings(true);
                workshop_->emptyPDF();
            }
            auto stream = QPDFObjectHandle::newStream(workshop_.get(), std::string(raw));
            auto keys = QPDFObjectHandle::parse(workshop_.get(), dictionary);
            keys.removeKey("/Length");
            stream.replaceDict(keys);
            auto text = stream_text(stream, limits_.stream_bytes);
            if (!text) doubt(say(Msg::proof_too_large));
            else if (text->decoded) return std::move(text->bytes);
        } catch (const std::exception&) {
            // No dictionary: nobody could read it either.
        }
        return std::nullopt;
    }

    void structure() {
        if (!file_.starts_with("%PDF-")) doubt(say(Msg::proof_before_header));
        const auto mark = file_.rfind("%%EOF");
        if (mark == file_.npos || count_of(outside_, "%%EOF") != 1 || count_of(outside_, "startxref") != 1) {
            doubt(say(Msg::proof_revisions));
        } else if (std::any_of(file_.begin() + static_cast<std::ptrdiff_t>(mark) + 5, file_.end(),
                               [](char c) { return c != '\n' && c != '\r'; })) {
            doubt(say(Msg::proof_behind_end));
        }
        const auto trailer = outside_.find("trailer");
        if (trailer != outside_.npos && (outside_.find("/Prev", trailer) != outside_.npos ||
                                         outside_.find("/XRefStm", trailer) != outside_.npos)) {
            doubt(say(Msg::proof_earlier_revision));
        }
        std::map<std::string, int> objects;
        count_objects(outside_, objects);
        for (const auto& [name, count] : objects) {
            if (count > 1) doubt(say(Msg::proof_object_twice, {name}));
        }
    }

    void doubt(std::string sentence) {
        if (evidence_.doubts.size() < 100) evidence_.doubts.push_back(std::move(sentence));
    }

    std::string_view file_;
    Needles& needles_;
    const Limits& limits_;
    Evidence& evidence_;
    std::string outside_;  // everything but the streams' data
    std::uint64_t total_ = 0;
    std::unique_ptr<QPDF> workshop_;  // an empty file whose parser and filters are borrowed
};

}  // namespace

void look_at_raw_pdf(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence) {
    RawPdf(file, needles, limits, evidence).look();
}

}  // namespace review
