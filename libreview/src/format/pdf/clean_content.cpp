#include "format/pdf/clean_content.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "format/pdf/lexer.hpp"
#include "format/pdf/tags/structure_types.hpp"

namespace review {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}
bool is_delimiter(char c) {
    return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}
bool is_number_start(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

const std::unordered_map<std::string_view, std::string_view>& operators() {
    static const std::unordered_map<std::string_view, std::string_view> known{
#define REVIEW_OPERATOR(symbol, operands, handler) {symbol, operands},
#include "format/pdf/operators.inc"
#undef REVIEW_OPERATOR
    };
    return known;
}

bool is_operator(std::string_view word) { return operators().contains(word); }
std::string_view operands_of(std::string_view word) { return operators().at(word); }

// Tags that say what kind of content it is and nothing of the document (ISO 32000-1, 14.8.4, 14.6, 8.11.3.2, 12.7.3.3).
bool is_plain_tag(std::string_view tag) {
    static const std::unordered_set<std::string_view> others{"Artifact", "OC", "Tx", "Clip", "ReversedChars"};
    if (!tag.starts_with('/')) return false;
    tag.remove_prefix(1);
    return pdf::is_structure_type(tag) || others.contains(tag);
}

class Cleaner {
public:
    Cleaner(std::string_view content, const pdf::TagLists* lists) : in_(content), lists_(lists) { out_.reserve(content.size()); }

    Bytes run(ContentShape& shape) {
        while (at_ < in_.size()) step();
        drop_operands(operands_.size(), true);
        shape = shape_;
        return Bytes(out_.begin(), out_.end());
    }

private:
    struct Operand {
        std::string text;
        std::size_t written;
    };

    void step() {
        const char c = in_[at_];
        if (is_blank(c)) return copy(1);
        if (c == '%') return drop_comment();
        if (c == '(') return operand(string_end());
        if (c == '<' && peek(1) == '<') return nest(2, +1);
        if (c == '>' && peek(1) == '>') return nest(2, -1);
        if (c == '<') return operand(std::min(in_.find('>', at_), in_.size() - 1) + 1);
        if (c == '[') return nest(1, +1);
        if (c == ']') return nest(1, -1);
        if (c == '/') return operand(word_end(at_ + 1));
        if (is_delimiter(c)) return copy(1);
        const auto end = word_end(at_);
        const auto word = in_.substr(at_, end - at_);
        if (is_number_start(c) || word == "true" || word == "false" || word == "null") return operand(end);
        if (nesting_ > 0) return copy(word.size());
        keyword(word);
    }

    void keyword(std::string_view word) {
        const bool image = std::exchange(image_, word == "BI");
        if (image && word == "ID") {
            copy_image();
        } else if (word == "BDC" || word == "DP" || word == "BMC" || word == "MP") {
            bare_mark(word);
        } else if (!is_operator(word)) {
            drop_operation(word);
        } else {
            drop_surplus(word);
            note(word);
            copy(word.size());
        }
        operands_.clear();
    }

    void copy_image() {
        copy(2);
        copy(std::min(pdf::end_of_image_data(in_, at_), in_.size()) - at_);
        settled_ = out_.size() + pdf::image_end_shown_by;
    }

    // Takes out what was written from `begin` to `end`. What shows that an image has ended stays where it is, or the
    // image would go on when the content is read again.
    void take_out(std::size_t begin, std::size_t end) {
        out_.replace(begin, end - begin, begin < settled_ ? end - begin : 1, ' ');
    }

    void note(std::string_view word) {
        shape_.bare = shape_.bare || (word != "q" && shape_.final <= 0);
        if (word == "q") ++shape_.final;
        if (word == "Q") shape_.lowest = std::min(shape_.lowest, --shape_.final);
        if (word == "BT" || word == "ET") shape_.in_text = word == "BT";
    }

    // No reader does anything with it, and its operands may say anything.
    void drop_operation(std::string_view word) {
        const auto begin = operands_.empty() ? out_.size() : operands_[0].written;
        if (begin < settled_) copy(word.size()), take_out(begin, out_.size());
        else out_.resize(begin), at_ += word.size();
        if (!out_.empty() && !is_blank(out_.back())) out_ += ' ';  // what follows may touch what came before
        shape_.changed = true;
        ++shape_.dropped;
    }

    // The first ones, that no operator takes. `numbers`: those too; a word like 0rg is none.
    void drop_operands(std::size_t count, bool numbers) {
        const auto stays = [&](const Operand& operand) {
            return is_number_start(operand.text.front()) &&
                   (!numbers || operand.text.find_first_not_of("0123456789+-.") != std::string::npos);
        };
        if (count == 0 || std::any_of(operands_.begin(), operands_.begin() + static_cast<std::ptrdiff_t>(count), stays)) return;
        const auto end = count < operands_.size() ? operands_[count].written : out_.size();
        take_out(operands_[0].written, end);
        shape_.changed = true;
        ++shape_.dropped;
    }

    // As has_idle_operands() says of the same operation.
    void drop_surplus(std::string_view word) {
        const auto wanted = operands_of(word);
        if (wanted == "*" || operands_.size() <= wanted.size()) return;
        drop_operands(operands_.size() - wanted.size(), wanted.empty());
    }

    // ISO 32000-1, table 320: BDC and DP take a property list, BMC and MP are the same without one. The tag may be
    // any name.
    void bare_mark(std::string_view word) {
        const auto count = operands_.size();
        const bool layer = count >= 2 && operands_[count - 2].text == "/OC" && operands_[count - 1].text.front() == '/';
        if (layer) {
            drop_operands(count - 2, true);
            return copy(word.size());
        }
        const bool plain = !operands_.empty() && is_plain_tag(operands_[0].text);
        if (plain && operands_.size() == 1 && (word == "BMC" || word == "MP")) return copy(word.size());
        const auto tag = plain ? operands_[0].text : std::string("/Span");
        const auto begin = operands_.empty() ? out_.size() : operands_[0].written;
        const auto number = word == "BDC" && operands_.size() == 2 && operands_[0].text.front() == '/' ? tag_number(operands_[1]) : std::nullopt;
        const auto rest = number ? " <</MCID " + std::to_string(*number) + ">> BDC" : word.front() == 'B' ? " BMC" : " MP";
        const bool same = number && plain && out_.compare(begin, out_.npos, tag + rest.substr(0, rest.size() - 3)) == 0;
        if (same) return copy(word.size());
        copy(word.size());
        const auto size = out_.size();
        out_.resize(begin);
        out_ += tag + rest;
        if (begin < settled_ && out_.size() < size) out_.append(size - out_.size(), ' ');
        shape_.changed = true;
    }

    std::optional<std::uint32_t> tag_number(const Operand& list) const {
        if (lists_ == nullptr) return std::nullopt;
        if (list.text.front() == '/') {
            const auto named = lists_->find(list.text.substr(1));
            return named == lists_->end() ? std::nullopt : std::optional(named->second);
        }
        const auto text = std::string(std::string_view(out_).substr(list.written)) + " BDC";
        pdf::Operation operation;
        if (list.text != "<<" || !pdf::Lexer(text).next(operation) || operation.operands.size() != 1) return std::nullopt;
        const auto* number = operation.operands[0].value_of("MCID");
        constexpr double most = 10'000'000;  // of one page
        const bool good = number != nullptr && number->kind == pdf::Operand::Kind::number && number->number >= 0 && number->number <= most;
        return good ? std::optional(static_cast<std::uint32_t>(number->number)) : std::nullopt;
    }

    void operand(std::size_t end) {
        if (nesting_ == 0) operands_.push_back({std::string(in_.substr(at_, end - at_)), out_.size()});
        copy(end - at_);
    }

    void nest(std::size_t size, int by) {
        if (by > 0 && nesting_ == 0) operands_.push_back({std::string(in_.substr(at_, size)), out_.size()});
        if (by > 0 || nesting_ > 0) nesting_ += by;
        copy(size);
    }

    void drop_comment() {
        const auto begin = out_.size();
        copy(std::min(in_.find_first_of("\r\n", at_), in_.size()) - at_);
        take_out(begin, out_.size());
        shape_.changed = true;
    }

    std::size_t string_end() const {
        int depth = 0;
        for (auto i = at_; i < in_.size(); ++i) {
            if (in_[i] == '\\') ++i;
            else if (in_[i] == '(') ++depth;
            else if (in_[i] == ')' && --depth == 0) return i + 1;
        }
        return in_.size();
    }

    std::size_t word_end(std::size_t from) const {
        while (from < in_.size() && !is_blank(in_[from]) && !is_delimiter(in_[from])) ++from;
        return from;
    }

    char peek(std::size_t ahead) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }
    void copy(std::size_t count) {
        out_.append(in_.substr(at_, count));
        at_ += count;
    }

    std::string_view in_;
    const pdf::TagLists* lists_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<Operand> operands_;
    int nesting_ = 0;
    bool image_ = false;        // behind BI, before ID
    std::size_t settled_ = 0;   // what is written before it moves no more
    ContentShape shape_;
};

}  // namespace

Bytes clean_content(ByteView content, ContentShape& shape, const pdf::TagLists* lists) {
    return Cleaner(as_text(content), lists).run(shape);
}

}  // namespace review
