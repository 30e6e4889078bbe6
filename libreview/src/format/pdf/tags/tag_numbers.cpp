#include "format/pdf/tags/tag_numbers.hpp"

#include "format/pdf/lexer.hpp"
#include "format/pdf/natural.hpp"

namespace review::pdf {

namespace {

const Operand* number_in(const Operation& op) {
    if (op.op != "BDC" || op.operands.size() != 2 || op.operands[1].kind != Operand::Kind::dictionary) return nullptr;
    const auto* number = op.operands[1].value_of("MCID");
    return number != nullptr && number->kind == Operand::Kind::number ? number : nullptr;
}

}  // namespace

TagNumbers number_tags(std::string_view content, const std::set<std::uint32_t>& wanted) {
    TagNumbers numbered;
    Lexer lexer(content);
    Operation op;
    std::size_t written = 0, settled = 0;
    while (lexer.next(op)) {
        if (op.op == "BI") settled = op.end + image_end_shown_by;
        const auto* number = number_in(op);
        if (number == nullptr) continue;
        const auto before = natural(number->number);
        const std::size_t tag = op.operands[0].end;
        numbered.content += content.substr(written, tag - written);
        if (wanted.contains(before) && !lexer.broken()) {
            numbered.content += " <</MCID " + std::to_string(numbered.before.size()) + ">> BDC";
            numbered.before.push_back(before);
        } else {
            numbered.content += " BMC";
            // What shows that an image has ended stays where it is.
            if (tag < settled) numbered.content.append(op.end - std::min<std::size_t>(tag + 4, op.end), ' ');
        }
        written = op.end;
    }
    if (lexer.broken() && !numbered.before.empty()) return number_tags(content, {});
    numbered.content += content.substr(written);
    return numbered;
}

}  // namespace review::pdf
