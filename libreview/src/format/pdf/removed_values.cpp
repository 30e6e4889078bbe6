#include "format/pdf/removed_values.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/charset.hpp"

namespace review {

namespace {

// Blanks of UTF-8 text that a reader does not see as part of a value.
constexpr std::array<std::string_view, 12> blanks{" ",        "\t",           "\r",           "\n",
                                                  "\f",       std::string_view("\0", 1), "\xC2\xA0",     "\xE3\x80\x80",
                                                  "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xEF\xBB\xBF"};

constexpr auto begins_blank = [] {
    std::array<bool, 256> table{};
    for (const auto blank : blanks) table[static_cast<unsigned char>(blank.front())] = true;
    return table;
}();

std::string without_blanks(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        if (!begins_blank[static_cast<unsigned char>(text[i])]) {
            kept += text[i++];
            continue;
        }
        const auto rest = text.substr(i);
        const auto* blank = std::find_if(blanks.begin(), blanks.end(), [&](auto b) { return rest.substr(0, b.size()) == b; });
        if (blank != blanks.end()) {
            i += blank->size();
        } else {
            kept += text[i++];
        }
    }
    return kept;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// RFC 3986, 2.1.
std::string without_percent(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
        plain += escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
        if (escape) i += 2;
    }
    return plain;
}

// Of ASCII: the proof makes no difference either.
std::string in_small_letters(std::string text) {
    for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

bool has_more_than_ascii(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

RemovedValues::RemovedValues(const std::vector<RemovedValue>& values) {
    for (const auto& value : values) {
        Sensitive text(in_small_letters(without_blanks(value.text.reveal())));
        for (const char* name : {"gb18030", "big5"}) {
            const auto charset = Charset::named(name);
            const auto bytes = charset && has_more_than_ascii(text.reveal()) ? encode(*charset, text.reveal()) : std::nullopt;
            if (bytes && !bytes->empty()) in_chinese_bytes_.emplace_back(as_text(*bytes));
        }
        if (text.empty()) continue;
        shortest_ = std::min(shortest_, text.reveal().size());
        values_.push_back(std::move(text));
    }
}

bool RemovedValues::carried_by(std::string_view utf8) const {
    if (values_.empty()) return false;
    const auto holds_one = [&](std::string_view text) {
        if (text.size() < shortest_) return false;  // most names of a file
        const auto plain = in_small_letters(without_blanks(text));
        return std::any_of(values_.begin(), values_.end(), [&](const Sensitive& value) { return plain.find(value.reveal()) != std::string::npos; });
    };
    return holds_one(utf8) || (utf8.find('%') != utf8.npos && holds_one(without_percent(utf8)));
}

bool RemovedValues::carried_by_text(const PoDoFo::PdfString& text) const {
    if (!text.IsValid()) return false;
    // Both readings: what a viewer shows, and the bytes themselves (many producers write UTF-8 or GBK).
    const std::string_view bytes(text.GetString(), static_cast<std::size_t>(text.GetLength()));
    return carried_by(std::string_view(text.GetStringUtf8())) || carried_by(bytes) ||
           std::any_of(in_chinese_bytes_.begin(), in_chinese_bytes_.end(), [&](const Sensitive& value) { return bytes.find(value.reveal()) != bytes.npos; });
}

void Removals::add(const std::string& place, std::string_view reason) {
    ++counts_[{place, std::string(reason)}];
}

std::vector<Removal> Removals::list() const {
    std::vector<Removal> all;
    for (const auto& [what, count] : counts_) all.push_back({what.first, what.second, count});
    return all;
}

}  // namespace review
