#include "model/json/finding_line.hpp"

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

// The bytes that Json::dump() would write, on one line or each member on a line of its own.
class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}
    // What is written stands `depth` steps to the right.
    Writer(std::string& out, std::size_t depth) : out_(out), lines_(true), depth_(depth) {}

    void open(std::string_view key = {}) { name(key), begin('{'); }
    void close() { end('}'); }

    void put(std::string_view key, std::string_view text) { name(key), value(text); }
    void put(std::string_view key, std::uint64_t number) {
        name(key);
        char digits[20];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    void put(std::string_view key, const std::vector<std::string>& words) {
        name(key);
        if (words.empty()) return void(out_ += "[]");
        begin('[');
        for (const auto& word : words) name({}), value(word);
        end(']');
    }
    void put_null(std::string_view key) { name(key), out_ += "null"; }
    // Numbers and lists of them: no text in which an end of a line would stand.
    void put_numbers(std::string_view key, const Json& json) {
        name(key);
        for (const char c : json.dump(lines_ ? step : -1)) {
            out_ += c;
            if (c == '\n') indent();
        }
    }

private:
    static constexpr int step = 2;

    void indent() { out_.append(step * depth_, ' '); }
    void new_line() {
        if (!lines_) return;
        out_ += '\n';
        indent();
    }
    void begin(char bracket) { out_ += bracket, first_ = true, ++depth_; }
    void end(char bracket) { --depth_, new_line(), out_ += bracket, first_ = false; }
    void name(std::string_view key) {
        if (!first_) out_ += ',';
        // Of what is outside of all the caller begins the line.
        if (inside_) new_line();
        inside_ = true, first_ = false;
        if (key.empty()) return;
        out_ += '"';
        out_ += key;
        out_ += lines_ ? "\": " : "\":";
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
    bool lines_ = false, first_ = true, inside_ = false;
    std::size_t depth_ = 0;
};

void put_place(Writer& to, const Place& place) {
    to.open("where");
    to.put("part", place.span.part);
    to.put("kind", name_of(place.kind));
    to.put("label", place.label);
    if (place.page == 0) to.put_null("page");
    else to.put("page", place.page);
    to.put("begin", place.span.begin);
    to.put("end", place.span.end);
    Json quads = Json::array();
    for (const Quad& quad : place.quads) quads.push_back(quad_json(quad));
    to.put_numbers("quads", quads);
    if (place.xpath.empty()) to.put_null("xpath");
    else to.put("xpath", place.xpath);
    if (place.bytes) {
        to.open("bytes");
        to.put("begin", place.bytes->begin);
        to.put("end", place.bytes->end);
        to.close();
    } else {
        to.put_null("bytes");
    }
    to.close();
}

void put_members(Writer& to, const Finding& finding, Reveal reveal) {
    to.put("id", finding.id);
    to.put("rule", finding.rule);
    to.put("category", name_of(finding.category));
    to.put("severity", name_of(finding.severity));
    to.put("likelihood", name_of(finding.likelihood));
    to.put("action", name_of(finding.action));
    to.put("basis", finding.basis);
    put_place(to, finding.where);
    to.put("preview", finding.preview);
    to.put("view", finding.view);
    to.put("evidence", finding.evidence);
    to.put("fingerprint", finding.fingerprint);
    if (reveal == Reveal::yes) to.put("text", finding.excerpt.reveal());
}

}  // namespace

void put_finding_line(std::string& lines, const std::string& document, const Finding& finding, Reveal reveal) {
    Writer line(lines);
    line.open();
    line.put("type", "finding");
    line.put("document", document);
    put_members(line, finding, reveal);
    line.close();
    lines += '\n';
}

void put_finding(std::string& report, std::size_t depth, const Finding& finding, Reveal reveal) {
    Writer writer(report, depth);
    writer.open();
    put_members(writer, finding, reveal);
    writer.close();
}

}  // namespace review
