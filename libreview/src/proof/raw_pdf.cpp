#include <algorithm>
#include <map>

#include "base/inflate.hpp"
#include "base/messages.hpp"
#include "proof/pdf_eye.hpp"

namespace review {
namespace {

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
            stream(data, end);
            at = std::min(end + 9, file_.size());
        }
        if (at < file_.size()) outside_ += file_.substr(at);
        needles_.look(file_, say(Msg::proof_place_raw_file), Where::binary, evidence_.residue);
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

    void stream(std::size_t begin, std::size_t end) {
        const auto raw = file_.substr(begin, end - begin);
        const auto place = say(Msg::proof_place_byte, {std::to_string(begin)});
        ++evidence_.streams;
        const auto inflated = inflate_zlib(as_bytes(raw), limits_.stream_bytes);
        if (!inflated) return needles_.look(raw, place, Where::program, evidence_.residue);
        total_ += inflated->bytes.size();
        if (total_ > limits_.document_bytes) doubt(say(Msg::proof_too_large));
        else needles_.look(as_text(inflated->bytes), place, Where::program, evidence_.residue);
        auto rest = raw.substr(std::min(inflated->used, raw.size()));
        while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
        // Bytes behind the deflated data are in no reader's way and so nobody sees them.
        if (!rest.empty() && inflated->whole) doubt(say(Msg::proof_behind_stream, {std::to_string(begin)}));
        needles_.look(rest, place, Where::text, evidence_.residue);
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
};

}  // namespace

void look_at_raw_pdf(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence) {
    RawPdf(file, needles, limits, evidence).look();
}

}  // namespace review
