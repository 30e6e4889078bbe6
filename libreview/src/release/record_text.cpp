#include "release/record_text.hpp"

#include <algorithm>

#include "scan/masked_run.hpp"
#include "text/views.hpp"

namespace review {

std::string_view parent_of(std::string_view xpath) { return xpath.substr(0, std::min(xpath.rfind('/'), xpath.size())); }

std::string_view name_in(std::string_view xpath) {
    const auto begin = xpath.rfind('/');
    auto name = begin == xpath.npos ? xpath : xpath.substr(begin + 1);
    name = name.substr(0, name.find('['));
    const auto colon = name.find_first_of(":@");
    return colon == name.npos ? name : name.substr(colon + 1);
}

bool in_markup(const Part& part) {
    return part.kind == PartKind::element || part.kind == PartKind::attribute || part.kind == PartKind::cell;
}

bool is_table_line(std::string_view line) { return line.size() <= 2000 && line.find('\t') != line.npos; }

std::string row_text(const TableHeaders& headers, std::string_view text, LineRange line, std::size_t from, std::size_t to) {
    const auto* names = headers.over_row(text.substr(line.begin, line.end - line.begin), line.begin);
    std::string row;
    std::size_t cell = 0;
    for (std::size_t at = line.begin; at < to; ++cell) {
        const auto stop = at + std::min(text.substr(at, line.end - at).find('\t'), line.end - at);
        if (at >= from) row += (names ? (*names)[cell] : "") + "：" + std::string(text.substr(at, stop - at)) + "；";
        at = stop + 1;
    }
    return row;
}

std::string_view masked_kind(const std::string& rule) {
    const auto kind = std::string_view(rule).substr(std::string_view("masked/").size());
    return kind.ends_with("-end") ? kind.substr(0, kind.size() - 4) : kind;
}

std::optional<std::string> masked_pattern(const Finding& finding) {
    auto text = in_view(ViewKind::base, finding.excerpt.reveal());
    std::erase(text, '\n');  // the end of a line in the middle of it
    if (finding.rule.ends_with("-end")) {
        const auto told_end = finding.rule == "masked/resident-id-end" ? told_end_of_id : finding.rule == "masked/mobile-end" ? told_end_of_mobile : told_end_of_card;
        for (const auto& word : finding.evidence) {
            if (word.starts_with("label:")) return told_end(std::string_view(word).substr(6), text);
        }
        return {};
    }
    const auto run = masked_run(text, text.size());
    if (!run) return {};
    const bool label = std::any_of(finding.evidence.begin(), finding.evidence.end(),
                                   [](const std::string& word) { return word.starts_with("label:"); });
    const auto kind = masked_kind(finding.rule);
    if (kind == "resident-id") return masked_resident_id(run->pattern, label);
    return kind == "mobile" ? masked_mobile(run->pattern, label) : masked_bank_card(run->pattern, label);
}

std::string digits_of(const Finding& finding) {
    std::string digits;
    for (const char byte : in_view(ViewKind::digits, finding.excerpt.reveal())) {
        if (byte >= '0' && byte <= '9') digits += byte;
        else if (byte == 'x' || byte == 'X') digits += 'X';
    }
    return digits;
}

}  // namespace review
