#include <algorithm>
#include <optional>

#include "base/messages/sign.hpp"
#include "sign/pdf_archive.hpp"
#include "sign/validation_data.hpp"

namespace review {
namespace {

constexpr std::size_t most_archives = 64;  // four hundred years of them

// Where the revision that `pdf` continues ends: behind the table that /Prev names. nullopt: it continues none.
std::optional<std::size_t> end_before(ByteView pdf) {
    const auto text = as_text(pdf);
    const auto word = text.rfind("startxref");
    if (word == text.npos) return std::nullopt;
    PdfLexer lexer(pdf, word);
    lexer.expect("startxref");
    lexer.move_to(lexer.integer());
    const auto trailer = [&] {
        lexer.expect("xref");
        while (!lexer.take("trailer")) {
            lexer.integer();
            for (auto count = lexer.integer(); count > 0; --count) {
                lexer.integer(), lexer.integer();
                if (!lexer.take("n")) lexer.expect("f");
            }
        }
        return lexer.value();
    };
    const PdfValue last = trailer();
    const PdfValue* previous = last.find("Prev");
    if (!previous || previous->kind != PdfValue::Kind::integer || previous->number >= word) return std::nullopt;
    lexer.move_to(previous->number);
    trailer();
    lexer.expect("startxref");
    lexer.integer();
    lexer.skip_space();
    if (!text.substr(lexer.at()).starts_with("%%EOF")) return std::nullopt;
    std::size_t end = lexer.at() + 5;
    if (end < pdf.size() && pdf[end] == '\r') ++end;
    if (end < pdf.size() && pdf[end] == '\n') ++end;
    return end < pdf.size() ? std::optional(end) : std::nullopt;
}

// What the streams at the beginning of a revision hold, by what they are.
ValidationBytes added_in(PdfLexer& lexer, ByteView pdf) {
    ValidationBytes added;
    while (true) {
        const auto begin = lexer.at();
        lexer.integer(), lexer.integer();
        lexer.expect("obj");
        const PdfValue dictionary = lexer.value();
        const PdfValue* length = dictionary.find("Length");
        if (!length || !lexer.take("stream")) {
            lexer.move_to(begin);
            return added;
        }
        lexer.skip_line_end();
        if (length->kind != PdfValue::Kind::integer || length->number > pdf.size() - lexer.at()) lexer.fault();
        const ByteView der = pdf.subspan(lexer.at(), length->number);
        auto& kind = certificate_of_der(der) ? added.certificates : list_of_der(der) ? added.lists : added.responses;
        kind.emplace_back(der.begin(), der.end());
        lexer.move_to(lexer.at() + length->number);
        lexer.expect("endstream");
        lexer.expect("endobj");
    }
}

// The revision, where it is what we would have written; the digits of its token are anybody's.
ArchiveRevision archive_in(ByteView whole, ByteView before, ArchiveBase& base) {
    PdfLexer lexer(whole, before.size());
    ArchiveRevision seen{whole, added_in(lexer, whole), {}};
    lexer.integer(), lexer.integer();
    lexer.expect("obj");
    const PdfValue stamp = lexer.value();
    const PdfValue* contents = stamp.find("Contents");
    if (!contents || contents->kind != PdfValue::Kind::hex) lexer.fault();
    const ArchiveDraft again = draft_archive(before, base, seen.added, (contents->end - contents->begin - 2) / 2);
    seen.range = again.range;
    const auto equal = [&](std::size_t from, std::size_t to) {
        return std::equal(whole.begin() + static_cast<std::ptrdiff_t>(from), whole.begin() + static_cast<std::ptrdiff_t>(to),
                          again.bytes.begin() + static_cast<std::ptrdiff_t>(from));
    };
    const bool same = whole.size() == again.bytes.size() && contents->begin == seen.range.gap_begin && contents->end == seen.range.gap_end &&
                      equal(before.size(), seen.range.gap_begin + 1) && equal(seen.range.gap_end - 1, whole.size());
    if (!same) throw PdfFault{say(Msg::sign_pdf_no_archive)};
    return seen;
}

}  // namespace

PdfRevisions revisions_of(ByteView pdf) {
    try {
        std::vector<ByteView> revisions{pdf};
        while (const auto end = end_before(revisions.back())) {
            if (revisions.size() > most_archives) return {pdf, {}, {}};
            revisions.push_back(pdf.first(*end));
        }
        std::reverse(revisions.begin(), revisions.end());
        PdfRevisions found{revisions.front(), {}, {}};
        if (revisions.size() == 1) return found;
        ArchiveBase base = archive_base(PdfFile(found.sealed));
        for (std::size_t i = 1; i < revisions.size(); ++i) found.archives.push_back(archive_in(revisions[i], revisions[i - 1], base));
        found.next = std::move(base);
        return found;
    } catch (const PdfFault&) {
        return {pdf, {}, {}};
    }
}

}  // namespace review
