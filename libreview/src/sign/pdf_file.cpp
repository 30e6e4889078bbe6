#include "sign/pdf_file.hpp"

#include <algorithm>

#include "base/messages/sign.hpp"

namespace review {
namespace {

// The offset after the last `startxref`, which must be followed by %%EOF and a line end, and where
// the word stands.
struct Tail {
    std::size_t word = 0;
    std::size_t table = 0;
};

Tail tail_of(ByteView bytes) {
    const auto text = as_text(bytes);
    const auto word = text.rfind("startxref");
    if (word == text.npos) throw PdfFault{say(Msg::sign_pdf_no_table)};
    PdfLexer lexer(bytes, word);
    lexer.expect("startxref");
    Tail tail{word, lexer.integer()};
    lexer.skip_space();
    auto rest = text.substr(lexer.at());
    if (!rest.starts_with("%%EOF")) throw PdfFault{say(Msg::sign_pdf_after_end)};
    rest.remove_prefix(5);
    if (rest != "" && rest != "\n" && rest != "\r\n") throw PdfFault{say(Msg::sign_pdf_after_end)};
    return tail;
}

// %PDF-1.7 and, at most, the comment of high bytes after it (ISO 32000-1, 7.5.2).
std::size_t header_end(ByteView bytes) {
    const auto text = as_text(bytes);
    if (!text.starts_with("%PDF-")) throw PdfFault{say(Msg::sign_pdf_header)};
    std::size_t end = text.find_first_of("\r\n");
    end = text.find_first_not_of("\r\n", end);
    if (end != text.npos && text[end] == '%') {
        const std::size_t comment = end;
        end = text.find_first_of("\r\n", end);
        if (end == text.npos || end - comment > 16) throw PdfFault{say(Msg::sign_pdf_header)};
    }
    return std::min(end, text.size());
}

}  // namespace

PdfFile::PdfFile(ByteView bytes) : bytes_(bytes) {
    const Tail tail = tail_of(bytes);
    table_ = tail.table;
    if (table_ >= tail.word) throw PdfFault{say(Msg::sign_pdf_no_table)};
    PdfLexer lexer(bytes, table_);
    read_table(lexer);
    trailer_ = lexer.value();
    lexer.skip_space();
    if (lexer.at() != tail.word) throw PdfFault{say(Msg::sign_pdf_no_table)};
    for (const auto key : {"Prev", "XRefStm", "Encrypt"}) {
        if (trailer_.find(key)) throw PdfFault{say(Msg::sign_pdf_trailer, {key})};
    }
}

void PdfFile::read_table(PdfLexer& lexer) {
    if (bytes_[lexer.at()] != 'x') lexer.fault();
    lexer.expect("xref");
    while (!lexer.take("trailer")) {
        const std::uint64_t first = lexer.integer();
        const std::uint64_t count = lexer.integer();
        if (first > UINT32_MAX || count > bytes_.size() / 20) lexer.fault();
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t offset = lexer.integer();
            const std::uint64_t generation = lexer.integer();
            if (lexer.take("f")) continue;
            lexer.expect("n");
            if (generation != 0 || offset >= table_) lexer.fault();
            offsets_.emplace_back(first + i, offset);
        }
    }
    if (!std::is_sorted(offsets_.begin(), offsets_.end())) std::sort(offsets_.begin(), offsets_.end());
    const auto twice = [](const auto& one, const auto& next) { return one.first == next.first; };
    if (std::adjacent_find(offsets_.begin(), offsets_.end(), twice) != offsets_.end()) lexer.fault();
}

PdfValue PdfFile::resolve(const PdfValue& value) const {
    if (value.kind != PdfValue::Kind::reference) return value;
    const auto entry = std::lower_bound(offsets_.begin(), offsets_.end(), std::pair(value.number, std::size_t{0}));
    if (entry == offsets_.end() || entry->first != value.number) throw PdfFault{say(Msg::sign_pdf_no_object, {std::to_string(value.number)})};
    PdfLexer lexer(bytes_, entry->second);
    if (lexer.integer() != value.number || lexer.integer() != 0) lexer.fault();
    lexer.expect("obj");
    PdfValue found = lexer.value();
    if (found.kind == PdfValue::Kind::reference) lexer.fault();
    return found;
}

std::pair<PdfValue, ByteView> PdfFile::stream(const PdfValue& reference) const {
    PdfValue dictionary = resolve(reference);
    if (reference.kind != PdfValue::Kind::reference || dictionary.kind != PdfValue::Kind::dictionary) {
        throw PdfFault{say(Msg::sign_pdf_no_object, {std::to_string(reference.number)})};
    }
    PdfLexer lexer(bytes_, dictionary.end);
    lexer.expect("stream");
    const ByteView data = take_stream(lexer, dictionary);
    return {std::move(dictionary), data};
}

void PdfFile::walk(const std::function<void(const Object&)>& visit) const {
    std::vector<std::pair<std::size_t, std::uint64_t>> order;
    order.reserve(offsets_.size());
    for (const auto& [number, offset] : offsets_) order.emplace_back(offset, number);
    if (!std::is_sorted(order.begin(), order.end())) std::sort(order.begin(), order.end());
    PdfLexer lexer(bytes_, header_end(bytes_));
    for (const auto& [offset, number] : order) {
        lexer.skip_space();
        if (lexer.at() != offset) throw PdfFault{say(Msg::sign_pdf_between, {std::to_string(lexer.at())})};
        if (lexer.integer() != number || lexer.integer() != 0) lexer.fault();
        lexer.expect("obj");
        Object object{number, lexer.value(), {}, offset, 0};
        if (lexer.take("stream")) object.stream = take_stream(lexer, object.value);
        lexer.expect("endobj");
        object.end = lexer.at();
        visit(object);
    }
    lexer.skip_space();
    if (lexer.at() != table_) throw PdfFault{say(Msg::sign_pdf_between, {std::to_string(lexer.at())})};
}

ByteView PdfFile::take_stream(PdfLexer& lexer, const PdfValue& dictionary) const {
    lexer.skip_line_end();
    const PdfValue* length = dictionary.find("Length");
    if (!length) lexer.fault();
    const PdfValue size = resolve(*length);
    if (size.kind != PdfValue::Kind::integer || size.number > bytes_.size() - lexer.at()) lexer.fault();
    // Objects in streams and hidden tables are what other revisions are made of.
    const PdfValue* type = dictionary.find("Type");
    if (type && (type->is_name("ObjStm") || type->is_name("XRef"))) lexer.fault();
    const ByteView data = bytes_.subspan(lexer.at(), size.number);
    lexer.move_to(lexer.at() + size.number);
    lexer.expect("endstream");
    return data;
}

}  // namespace review
