#include "format/pdf/marked_text.hpp"

#include <algorithm>
#include <cmath>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

// Letters, digits or signs that somebody could spell a value with. A soft hyphen for a hyphen, or a space for a gap, are none.
bool has_words(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
            continue;
        }
        const auto head = text.substr(i, 2);
        const bool punctuation = head[0] == '\xC2' || head == "\xE2\x80" || head == "\xE3\x80";  // to U+00BF, U+203F, U+303F
        if (c >= 0xC2 && !punctuation) return true;
        if (c >= 0xE0) i += c >= 0xF0 ? 3 : 2;
        else if (c >= 0xC2) ++i;
    }
    return false;
}

std::string unspaced(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return text;
}

// Compatibility forms as what they stand for, character by character.
std::string plainly(std::string_view text) {
    std::string plain;
    for (const char32_t c : code_points(text)) {
        std::string written;
        append_utf8(written, c);
        plain += c < 0x80 ? written : loose(written);
    }
    return plain;
}

// The same for whoever looks for values. Chromium marks each glyph whose code two characters share, 手 and ⼿, by the one that is meant.
bool is_said_alike(const std::string& one, const std::string& other) { return one == other || plainly(one) == plainly(other); }

// From the first glyph to the last, where both stand on one line.
Quad hull(const Quad& first, const Quad& last) {
    const double x = first[2] - first[0], y = first[3] - first[1], length = std::hypot(x, y);
    const double height = std::hypot(first[6] - first[0], first[7] - first[1]);
    const double dx = last[0] - first[0], dy = last[1] - first[1];
    const bool level = length > 0 && std::abs(dx * y - dy * x) <= 0.3 * height * length && dx * x + dy * y >= 0;
    return level ? Quad{first[0], first[1], last[2], last[3], last[4], last[5], first[6], first[7]} : first;
}

}  // namespace

void MarkedText::begin_stream(const PdfObject* form) {
    streams_.push_back({resources_, marks_});
    if (const auto* own = value_of(form, "Resources", objects_)) resources_ = own;
}

void MarkedText::end_stream() {
    if (streams_.empty()) return;
    while (marks_ > streams_.back().marks) end();
    resources_ = streams_.back().resources;
    streams_.pop_back();
}

void MarkedText::operation(const Operation& op) {
    if (op.op == "EMC") {
        const auto floor = streams_.empty() ? 0 : streams_.back().marks;
        if (marks_ > floor) end();
    } else if (op.op == "BDC" || op.op == "BMC") {
        begin(op);
    } else if (op.op == "DP" || op.op == "MP") {
        for (const auto& operand : op.operands) tell(operand, "");
    }
}

void MarkedText::begin(const Operation& op) {
    ++marks_;
    auto actual = outermost_ ? std::nullopt : actual_text(op);
    for (const auto& operand : op.operands) tell(operand, actual ? "ActualText" : "");
    if (!actual) return;
    outermost_ = marks_;
    actual_ = std::move(*actual);
    shown_.clear();
    covered_.clear();
}

void MarkedText::end() {
    if (outermost_ == marks_) {
        outermost_.reset();
        if (covered_.empty()) stand_alone();
        else stand_for_glyphs();
    }
    --marks_;
}

// All strings of a property list but the one under `but`, which is told at the end of the mark.
void MarkedText::tell(const Operand& operand, std::string_view but) {
    if (operand.kind == Operand::Kind::string) return line(text_string(operand.text));
    const bool dictionary = operand.kind == Operand::Kind::dictionary;
    for (std::size_t i = 0; i < operand.items.size(); ++i) {
        const auto& item = operand.items[i];
        if (dictionary && i % 2 == 1 && !but.empty() && operand.items[i - 1].text == but && item.kind == Operand::Kind::string) continue;
        tell(item, "");
    }
}

std::optional<std::string> MarkedText::actual_text(const Operation& op) const {
    if (op.operands.size() < 2) return std::nullopt;
    const auto& list = op.operands.back();
    if (list.kind == Operand::Kind::dictionary) {
        const auto* text = list.value_of("ActualText");
        return text && text->kind == Operand::Kind::string ? std::optional(text_string(text->text)) : std::nullopt;
    }
    if (list.kind != Operand::Kind::name) return std::nullopt;
    const auto* named = value_of(value_of(value_of(resources_, "Properties", objects_), list.text.c_str(), objects_), "ActualText", objects_);
    return named && (named->IsString() || named->IsHexString()) ? std::optional(text_string(string_of(named))) : std::nullopt;
}

void MarkedText::show(std::span<const ShownGlyph> glyphs) {
    if (!outermost_) {
        if (!glyphs.empty()) run_.clear();
        return;
    }
    for (const auto& glyph : glyphs) {
        covered_.push_back({glyph.number, glyph.quad});
        shown_ += glyph.unicode.empty() ? std::string_view("\ufffd") : glyph.unicode;
    }
}

void MarkedText::stand_for_glyphs() {
    run_.clear();
    if (is_said_alike(unspaced(actual_), unspaced(shown_)) || (!has_words(actual_) && !has_words(shown_))) return;
    // Spread over them, so that a cut takes them all.
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < actual_.size(); ++i) {
        if ((static_cast<unsigned char>(actual_[i]) & 0xC0) != 0x80) starts.push_back(i);
    }
    const auto count = starts.size(), bearers = std::min(count, covered_.size());
    starts.push_back(actual_.size());
    for (std::size_t i = 0; i < bearers; ++i) {
        const auto from = starts[i * count / bearers], to = starts[(i + 1) * count / bearers];
        const auto& last = i + 1 == bearers ? covered_.back() : covered_[i];
        instead_[covered_[i].number] = {actual_.substr(from, to - from), hull(covered_[i].quad, last.quad)};
    }
    for (const auto& other : std::span(covered_).subspan(bearers)) instead_.try_emplace(other.number);
}

void MarkedText::stand_alone() {
    line(actual_);
    const bool goes_on = !run_.empty();
    run_ += actual_;
    if (goes_on) line(run_);
}

void MarkedText::line(const std::string& text) {
    if (has_words(text) && known_.insert(text).second) lines_.push_back(text);
}

std::string MarkedText::lines() const {
    std::string all;
    for (const auto& text : lines_) all += text + "\n";
    return all;
}

}  // namespace review::pdf
