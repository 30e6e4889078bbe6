#include "model/json/finding_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/utf8_scan.hpp"
#include "model/json/ordered.hpp"

namespace review {
namespace {

// RFC 8259, 7: quotes, backslashes and control characters are written in another way.
bool stands_as_it_is(std::string_view text) {
    bool ascii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == '"' || byte == '\\') return false;
        ascii = ascii && byte < 0x80;
    }
    return ascii || !first_not_utf8(as_bytes(text));
}

class LineWriter {
public:
    explicit LineWriter(std::string& out) : out_(out) {}

    void open(std::string_view key = {}) { name(key), out_ += '{', first_ = true; }
    void close() { out_ += '}', first_ = false; }

    void put(std::string_view key, std::string_view text) { name(key), value(text); }
    void put(std::string_view key, std::uint64_t number) {
        name(key);
        char digits[20];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    void put(std::string_view key, const std::vector<std::string>& words) {
        name(key);
        out_ += '[';
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i > 0) out_ += ',';
            value(words[i]);
        }
        out_ += ']';
    }
    // As it is.
    void put_json(std::string_view key, std::string_view json) { name(key), out_ += json; }

private:
    void name(std::string_view key) {
        if (!first_) out_ += ',';
        first_ = false;
        if (key.empty()) return;
        out_ += '"';
        out_ += key;
        out_ += "\":";
    }
    void value(std::string_view text) {
        if (!stands_as_it_is(text)) {
            out_ += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
            return;
        }
        out_ += '"';
        out_ += text;
        out_ += '"';
    }

    std::string& out_;
    bool first_ = true;
};

void put_place(LineWriter& line, const Place& place) {
    line.open("where");
    line.put("part", place.span.part);
    line.put("kind", name_of(place.kind));
    line.put("label", place.label);
    if (place.page == 0) line.put_json("page", "null");
    else line.put("page", place.page);
    line.put("begin", place.span.begin);
    line.put("end", place.span.end);
    if (place.quads.empty()) {
        line.put_json("quads", "[]");
    } else {
        Json quads = Json::array();
        for (const Quad& quad : place.quads) quads.push_back(quad_json(quad));
        line.put_json("quads", quads.dump());
    }
    if (place.xpath.empty()) line.put_json("xpath", "null");
    else line.put("xpath", place.xpath);
    if (place.bytes) {
        line.open("bytes");
        line.put("begin", place.bytes->begin);
        line.put("end", place.bytes->end);
        line.close();
    } else {
        line.put_json("bytes", "null");
    }
    line.close();
}

}  // namespace

void put_finding_line(std::string& lines, const std::string& document, const Finding& finding, Reveal reveal) {
    LineWriter line(lines);
    line.open();
    line.put("type", "finding");
    line.put("document", document);
    line.put("id", finding.id);
    line.put("rule", finding.rule);
    line.put("category", name_of(finding.category));
    line.put("severity", name_of(finding.severity));
    line.put("likelihood", name_of(finding.likelihood));
    line.put("action", name_of(finding.action));
    line.put("basis", finding.basis);
    put_place(line, finding.where);
    line.put("preview", finding.preview);
    line.put("view", finding.view);
    line.put("evidence", finding.evidence);
    line.put("fingerprint", finding.fingerprint);
    if (reveal == Reveal::yes) line.put("text", finding.excerpt.reveal());
    line.close();
    lines += '\n';
}

}  // namespace review
