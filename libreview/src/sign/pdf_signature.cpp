#include "sign/pdf_signature.hpp"

#include "base/file_digest.hpp"

namespace review {
namespace {

// Signatures and signed fields anywhere in the file, also where no reader would look.
struct Census {
    std::uint64_t signatures = 0, fields = 0;
    bool elsewhere = false;  // one of them is not the certified one

    void count(std::uint64_t object, const PdfValue& value, std::uint64_t certified, bool top) {
        if (value.find("ByteRange")) {
            ++signatures;
            elsewhere = elsewhere || object != certified || !top;
        }
        const PdfValue* type = value.find("FT");
        const PdfValue* signature = value.find("V");
        if (type && type->is_name("Sig") && signature) {
            ++fields;
            elsewhere = elsewhere || signature->kind != PdfValue::Kind::reference || signature->number != certified;
        }
        for (const auto& item : value.items) count(object, item, certified, false);
    }
};

const PdfValue& entry(const PdfValue& dictionary, std::string_view key) {
    static const PdfValue nothing;
    const PdfValue* found = dictionary.find(key);
    return found ? *found : nothing;
}

// ISO 32000-1, 12.8.2.2: P 1 permits no change at all.
bool permits_no_change(const PdfFile& file, const PdfValue& signature) {
    const PdfValue references = file.resolve(entry(signature, "Reference"));
    if (references.kind != PdfValue::Kind::array || references.items.size() != 1) return false;
    const PdfValue reference = file.resolve(references.items.front());
    const PdfValue parameters = file.resolve(entry(reference, "TransformParams"));
    const PdfValue permission = file.resolve(entry(parameters, "P"));
    return file.resolve(entry(reference, "TransformMethod")).is_name("DocMDP") &&
           permission.kind == PdfValue::Kind::integer && permission.number == 1;
}

}  // namespace

PdfSignature find_signature(Verification& out, const PdfFile& file) {
    const PdfValue root = file.resolve(entry(file.trailer(), "Root"));
    const PdfValue permissions = file.resolve(entry(root, "Perms"));
    const PdfValue& certified = entry(permissions, "DocMDP");
    const bool named = permissions.keys.size() == 1 && certified.kind == PdfValue::Kind::reference;
    const PdfSignature found{certified.number, named ? file.resolve(certified) : PdfValue{}};

    Census census;
    file.walk([&](const PdfFile::Object& object) { census.count(object.number, object.value, found.object, true); });
    check(out, "one-revision", true, say(Msg::sign_seen_revision));
    if (!check(out, "certification", named && permits_no_change(file, found.dictionary), say(Msg::sign_seen_docmdp))) {
        return {};
    }
    const bool one = census.signatures == 1 && census.fields == 1 && !census.elsewhere;
    if (!check(out, "one-signature", one,
               say(Msg::sign_seen_signatures, {std::to_string(census.signatures), std::to_string(census.fields)}))) {
        return {};
    }
    return found;
}

SignedRange signed_range(const PdfValue& signature, ByteView pdf) {
    const PdfValue* range = signature.find("ByteRange");
    const PdfValue* contents = signature.find("Contents");
    if (!range || !contents || range->kind != PdfValue::Kind::array || range->items.size() != 4 ||
        contents->kind != PdfValue::Kind::hex) return {};
    for (const auto& item : range->items) {
        if (item.kind != PdfValue::Kind::integer) return {};
    }
    const auto& n = range->items;
    // The gap is the very string the dictionary calls /Contents: nothing else of the file is unsigned.
    const bool covers = n[0].number == 0 && n[1].number == contents->begin && n[2].number == contents->end &&
                        n[2].number <= pdf.size() && n[3].number == pdf.size() - n[2].number;
    return {contents->begin, contents->end, covers};
}

Digest digest_around(ByteView pdf, const SignedRange& range) {
    return sha256_in_pieces({pdf.first(range.gap_begin), pdf.subspan(range.gap_end)});
}

}  // namespace review
