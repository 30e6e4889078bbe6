#include "sign/pdf_archive.hpp"

#include <algorithm>
#include <array>

#include "base/messages/sign.hpp"

namespace review {
namespace {

struct Insertion {
    std::size_t at = 0;
    std::string text;
};

PdfValue value_in(const std::string& text) { return PdfLexer(as_bytes(text), 0).value(); }

const PdfValue& required(const PdfValue& dictionary, std::string_view key, PdfValue::Kind kind) {
    const PdfValue* found = dictionary.find(key);
    if (!found || found->kind != kind) throw PdfFault{say(Msg::sign_pdf_no_archive)};
    return *found;
}

std::string padded_slot(std::uint64_t number) {
    const std::string text = std::to_string(number);
    if (text.size() > 10) throw PdfFault{say(Msg::sign_pdf_no_archive)};
    return std::string(10 - text.size(), '0') + text;
}

// The catalogue with the stamp's field in its form and the new streams in its store.
std::string next_catalogue(const std::string& before, const std::array<std::vector<std::uint64_t>, 3>& streams, std::uint64_t field) {
    using Kind = PdfValue::Kind;
    const PdfValue catalogue = value_in(before);
    const PdfValue& fields = required(required(catalogue, "AcroForm", Kind::dictionary), "Fields", Kind::array);
    const PdfValue& store = required(catalogue, "DSS", Kind::dictionary);
    std::vector<Insertion> insertions{{fields.end - 1, ' ' + std::to_string(field) + " 0 R"}};
    constexpr std::array keys{"Certs", "CRLs", "OCSPs"};
    for (std::size_t kind = 0; kind < keys.size(); ++kind) {
        std::string references;
        for (const auto number : streams[kind]) references += ' ' + std::to_string(number) + " 0 R";
        if (references.empty()) continue;
        if (store.find(keys[kind])) insertions.push_back({required(store, keys[kind], Kind::array).end - 1, references});
        else insertions.push_back({store.end - 2, std::string("/") + keys[kind] + "[" + references.substr(1) + "]"});
    }
    // From the end, so that the places before stay; of several at one place the first comes first.
    std::stable_sort(insertions.begin(), insertions.end(), [](const auto& one, const auto& other) { return one.at < other.at; });
    std::string after = before;
    for (auto insertion = insertions.rbegin(); insertion != insertions.rend(); ++insertion) after.insert(insertion->at, insertion->text);
    return after;
}

// The keys of a trailer that every revision keeps.
std::string kept_keys(const std::string& trailer) {
    const PdfValue old = value_in(trailer);
    std::string kept;
    for (std::size_t i = 0; i < old.keys.size(); ++i) {
        if (old.keys[i] == "Size" || old.keys[i] == "Root" || old.keys[i] == "Prev") continue;
        if (old.keys[i] != "ID") throw PdfFault{say(Msg::sign_pdf_no_archive)};
        kept += "/ID " + trailer.substr(old.items[i].begin, old.items[i].end - old.items[i].begin);
    }
    return kept;
}

// Writes the objects of one revision after the bytes before, and where each begins.
class RevisionWriter {
public:
    RevisionWriter(ByteView before, std::uint64_t next) : next_(next) {
        if (before.empty() || before.back() != '\n') throw PdfFault{say(Msg::sign_pdf_no_archive)};
        bytes.assign(before.begin(), before.end());
    }

    std::uint64_t add(std::string_view content) { return add(next_++, content); }

    std::uint64_t add(std::uint64_t number, std::string_view content) {
        offsets.emplace_back(number, bytes.size());
        put(std::to_string(number) + " 0 obj\n");
        put(content);
        put("\nendobj\n");
        return number;
    }

    std::uint64_t add_stream(ByteView der) {
        std::string content = "<</Length " + std::to_string(der.size()) + ">>\nstream\n";
        content.append(as_text(der)).append("\nendstream");
        return add(content);
    }

    void put(std::string_view text) { bytes.insert(bytes.end(), text.begin(), text.end()); }

    std::uint64_t next() const { return next_; }

    Bytes bytes;
    std::vector<std::pair<std::uint64_t, std::size_t>> offsets;

private:
    std::uint64_t next_;
};

constexpr std::string_view stamp_begin =
    "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange[0 0000000000 0000000000 0000000000]/Contents<";

// Numbers of ten digits, so that the file's length does not depend on them.
void set_range(ArchiveDraft& draft, std::size_t room) {
    const auto at = draft.range.gap_begin - std::string_view("0000000000 0000000000 0000000000]/Contents").size();
    draft.range.gap_end = draft.range.gap_begin + 2 * room + 2;
    const std::string text = padded_slot(draft.range.gap_begin) + ' ' + padded_slot(draft.range.gap_end) + ' ' + padded_slot(draft.bytes.size() - draft.range.gap_end);
    std::copy(text.begin(), text.end(), draft.bytes.begin() + static_cast<std::ptrdiff_t>(at));
    draft.range.covers = true;
}

}  // namespace

ArchiveBase archive_base(const PdfFile& file) {
    const PdfValue& root = required(file.trailer(), "Root", PdfValue::Kind::reference);
    return {file.next_object(), root.number, file.table(), std::string(file.text(file.resolve(root))), std::string(file.text(file.trailer())), 0};
}

ArchiveDraft draft_archive(ByteView before, ArchiveBase& base, const ValidationBytes& added, std::size_t room) {
    RevisionWriter revision(before, base.next_object);
    std::array<std::vector<std::uint64_t>, 3> streams;
    for (const auto& der : added.certificates) streams[0].push_back(revision.add_stream(der));
    for (const auto& der : added.lists) streams[1].push_back(revision.add_stream(der));
    for (const auto& der : added.responses) streams[2].push_back(revision.add_stream(der));
    ArchiveDraft draft;
    const std::string head = std::to_string(revision.next()) + " 0 obj\n";
    draft.range.gap_begin = revision.bytes.size() + head.size() + stamp_begin.size() - 1;
    const auto stamp = revision.add(std::string(stamp_begin) + std::string(2 * room, '0') + ">>>");
    // ISO 32000-2, 12.7.5.5: a field nobody sees has a rectangle of no size. No page names it: no page changes.
    const auto field = revision.add("<</Type/Annot/Subtype/Widget/FT/Sig/T(ArchiveTimeStamp" + std::to_string(++base.stamps) +
                                    ")/F 132/Rect[0 0 0 0]/V " + std::to_string(stamp) + " 0 R>>");
    base.catalogue = next_catalogue(base.catalogue, streams, field);
    revision.add(base.root, base.catalogue);
    const auto table = revision.bytes.size();
    const auto count = revision.next() - base.next_object;
    revision.put("xref\n" + std::to_string(base.root) + " 1\n" + padded_slot(revision.offsets.back().second) + " 00000 n \n" +
                 std::to_string(base.next_object) + ' ' + std::to_string(count) + '\n');
    for (std::size_t i = 0; i < count; ++i) revision.put(padded_slot(revision.offsets[i].second) + " 00000 n \n");
    const std::string kept = kept_keys(base.trailer);
    base.trailer = "<</Size " + std::to_string(revision.next()) + "/Root " + std::to_string(base.root) + " 0 R/Prev " + std::to_string(base.table) + kept + ">>";
    revision.put("trailer\n" + base.trailer + "\nstartxref\n" + std::to_string(table) + "\n%%EOF\n");
    base.table = table;
    base.next_object = revision.next();
    draft.bytes = std::move(revision.bytes);
    set_range(draft, room);
    return draft;
}

}  // namespace review
