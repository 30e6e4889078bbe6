#include "support/readers.hpp"

#include <iconv.h>

#include <algorithm>
#include <stdexcept>

#include "base/inflate.hpp"
#include "support/run.hpp"

namespace support {
namespace {

constexpr std::uint64_t most_inflated = std::uint64_t{256} << 20;

std::string lowered(std::string text) {
    for (auto& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string hex(const std::string& bytes) {
    static const char digits[] = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

// Streams are looked for in the raw file: qpdf never shows unreferenced objects, old revisions, or what
// stands after %%EOF.
void add_streams(const std::string& file, std::vector<Reading>& readings) {
    for (std::size_t at = file.find("stream"); at != std::string::npos; at = file.find("stream", at + 6)) {
        std::size_t begin = at + 6;
        if (file.compare(begin, 2, "\r\n") == 0) begin += 2;
        else if (begin < file.size() && (file[begin] == '\n' || file[begin] == '\r')) begin += 1;
        else continue;
        const auto inflated = review::inflate_zlib(review::as_bytes(file).subspan(begin), most_inflated);
        if (!inflated || inflated->bytes.empty()) continue;
        readings.push_back({"stream at " + std::to_string(begin), std::string(review::as_text(inflated->bytes)), false});
    }
}

void add_program(std::vector<Reading>& readings, const std::string& name, const std::vector<std::string>& words,
                 bool prose) {
    if (have_program(words[0])) readings.push_back({name, run(words).out, prose});
}

// A value in one encoding, as it is looked for in bytes.
struct Spelling {
    std::string encoding, bytes, hex;
};

std::vector<Spelling> spellings_of(const std::string& value) {
    std::vector<Spelling> spellings;
    for (const char* encoding : {"UTF-8", "UTF-16BE", "UTF-16LE", "GB18030", "BIG5"}) {
        const auto bytes = encoded(value, encoding);
        if (!bytes.empty()) spellings.push_back({encoding, bytes, hex(bytes)});
    }
    return spellings;
}

std::vector<std::string> sighted(const Reading& reading, const std::string& prose, const std::vector<Spelling>& spellings) {
    if (reading.prose) {
        const bool seen = reading.folded.find(prose) != std::string::npos;
        return seen ? std::vector<std::string>{"utf-8"} : std::vector<std::string>{};
    }
    std::vector<std::string> seen;
    for (const auto& [encoding, bytes, digits] : spellings) {
        if (reading.text.find(bytes) != std::string::npos) seen.push_back(encoding);
        if (reading.folded.find(digits) != std::string::npos) seen.push_back("hex of " + encoding);
    }
    return seen;
}

}  // namespace

std::string squeezed(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
        if (text.compare(i, 2, "\xC2\xA0") == 0) ++i;
        else if (text.compare(i, 3, "\xE3\x80\x80") == 0) i += 2;
        else out += c;
    }
    return out;
}

std::string encoded(const std::string& utf8, const char* encoding) {
    const auto converter = iconv_open(encoding, "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("iconv has no such encoding");
    std::string out(utf8.size() * 4 + 8, '\0');
    char* from = const_cast<char*>(utf8.data());
    char* to = out.data();
    std::size_t left = utf8.size(), room = out.size();
    const auto result = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    if (result == static_cast<std::size_t>(-1)) return {};
    out.resize(out.size() - room);
    return out;
}

Readers::Readers(const std::string& path) {
    read(path);
    for (auto& reading : readings_) {
        reading.folded = squeezed(reading.text);
        if (!reading.prose) reading.folded = lowered(std::move(reading.folded));
    }
}

void Readers::read(const std::string& path) {
    const auto file = read_file(path);
    readings_.push_back({"raw file", file, false});
    if (path.ends_with(".xml")) {
        add_program(readings_, "xmllint text", {"xmllint", "--nonet", "--xpath", "string(/)", path}, true);
        add_program(readings_, "xmllint nodes",
                    {"xmllint", "--nonet", "--xpath", "//@*|//comment()|//processing-instruction()", path}, true);
    }
    if (file.find("%PDF-") == std::string::npos) return;
    add_streams(file, readings_);
    add_program(readings_, "pdftotext", {"pdftotext", path, "-"}, true);
    add_program(readings_, "pdftotext -raw", {"pdftotext", "-raw", path, "-"}, true);
    add_program(readings_, "pdftotext -bbox", {"pdftotext", "-bbox", path, "-"}, false);
    add_program(readings_, "mutool", {"mutool", "draw", "-q", "-F", "txt", path}, true);
    add_program(readings_, "Ghostscript",
                {"gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-sOutputFile=-", path}, true);
    add_program(readings_, "qpdf --qdf", {"qpdf", "--qdf", "--object-streams=disable", path, "-"}, false);
    add_program(readings_, "qpdf --json", {"qpdf", "--json", path, "-"}, false);
}

std::vector<std::string> Readers::leaks(const std::string& value) const {
    std::vector<std::string> found;
    const auto prose = squeezed(value);
    const auto spellings = spellings_of(value);
    for (const auto& reading : readings_) {
        for (const auto& encoding : sighted(reading, prose, spellings)) found.push_back(reading.reader + "/" + encoding);
    }
    return found;
}

std::vector<std::string> Readers::missing() {
    std::vector<std::string> names;
    for (const char* name : {"pdftotext", "mutool", "gs", "qpdf", "xmllint"}) {
        if (!have_program(name)) names.push_back(name);
    }
    return names;
}

std::vector<std::string> leaks(const std::string& path, const std::string& value) {
    return Readers(path).leaks(value);
}

}  // namespace support
