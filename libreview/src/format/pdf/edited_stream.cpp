#include "format/pdf/edited_stream.hpp"

#include "format/pdf/dead_operators.hpp"
#include "format/pdf/fold_translations.hpp"
#include "format/pdf/stream_data.hpp"

namespace review {

using namespace PoDoFo;

Bytes spliced(ByteView content, const std::vector<Splice>& splices) {
    Bytes out;
    std::size_t from = 0;
    for (const auto& splice : splices) {
        out.insert(out.end(), content.begin() + static_cast<std::ptrdiff_t>(from),
                   content.begin() + static_cast<std::ptrdiff_t>(splice.begin));
        // A blank on both sides: the operator may have touched its neighbours.
        out.push_back(' ');
        out.insert(out.end(), splice.text.begin(), splice.text.end());
        out.push_back(' ');
        from = splice.end;
    }
    out.insert(out.end(), content.begin() + static_cast<std::ptrdiff_t>(from), content.end());
    return out;
}

const PdfDictionary* dictionary_at(const PdfVecObjects& objects, const PdfDictionary& holder, const char* key) {
    const PdfObject* value = holder.GetKey(key);
    if (value != nullptr && value->IsReference()) value = objects.GetObject(value->GetReference());
    return value != nullptr && value->IsDictionary() ? &value->GetDictionary() : nullptr;
}

PdfDictionary resources_with(const PdfVecObjects& objects, const PdfDictionary* resources,
                             const NamedObjects& more) {
    PdfDictionary all;
    if (resources != nullptr) all = *resources;
    for (const auto& [name, value] : more) {
        PdfDictionary named;
        if (const auto* old = dictionary_at(objects, all, value.category)) named = *old;
        named.AddKey(PdfName(name), value.object);
        all.AddKey(value.category, named);
    }
    return all;
}

PdfReference copy_form(PdfMemDocument& document, const PdfReference& form, const PdfDictionary* around, ByteView content,
                       const EditedStream& edits) {
    auto& objects = document.GetObjects();
    PdfDictionary keys = objects.MustGetObject(form)->GetDictionary();
    const auto* own = dictionary_at(objects, keys, "Resources");
    if (!edits.copies.empty()) keys.AddKey("Resources", resources_with(objects, own != nullptr ? own : around, edits.copies));
    PdfObject* copy = objects.CreateObject(PdfVariant(keys));
    set_stream(*copy, pdf::without_dead_operators(pdf::with_folded_translations(spliced(content, edits.splices))));
    return copy->Reference();
}

}  // namespace review
