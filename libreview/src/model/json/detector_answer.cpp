#include "model/json/detector_answer.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/utf8_scan.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

const JsonSource answer_source{Msg::json_detector_answer, Errc::unsupported};

// Where each code point begins, and the end of the text: made once an answer has findings.
std::vector<std::size_t> begins_of(std::string_view text) {
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) begins.push_back(at);
    }
    begins.push_back(text.size());
    return begins;
}

}  // namespace

std::string detector_question(std::uint32_t id, std::string_view text) {
    std::string line = dumped_line(Json{{"schema", "review-detector/1"}, {"id", id}, {"text", text}});
    line.pop_back();
    return line;
}

std::vector<Detection> detector_answer(std::string_view line, std::uint32_t id, std::string_view text) {
    if (first_not_utf8(as_bytes(line))) throw Error(Errc::unsupported, say(Msg::json_not_json, {say(answer_source.what), "0"}));
    const Json parsed = parse_strictly(answer_source, line);
    const StrictReader reader(answer_source, parsed, "", {"id", "findings"});
    if (reader.number("id") != id) reader.complain("id", Msg::json_want_number);
    std::vector<Detection> found;
    std::vector<std::size_t> begins;
    reader.list("findings", {"begin", "end", "rule", "category", "severity", "likelihood"}, [&](const StrictReader& item) {
        if (begins.empty()) begins = begins_of(text);
        const auto begin = item.number("begin"), end = item.number("end");
        if (begin >= end || end >= begins.size()) item.complain("end", Msg::json_want_number);
        found.push_back({begins[begin], begins[end], item.text("rule"), item.word("category", category), item.word("severity", severity),
                         item.word("likelihood", likelihood)});
    });
    return found;
}

}  // namespace review
