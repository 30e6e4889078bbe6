#include "format/pdf/page_tree.hpp"

#include <optional>
#include <set>

namespace review {

using namespace PoDoFo;

namespace {

std::optional<PdfVariant> inherited(const PdfVecObjects& objects, const PdfObject& page, const char* key) {
    std::set<PdfReference> seen;
    const PdfObject* node = &page;
    while (node != nullptr && node->IsDictionary() && seen.insert(node->Reference()).second) {
        if (const PdfObject* value = node->GetDictionary().GetKey(key); value != nullptr && !value->IsNull()) return *value;
        const PdfObject* parent = node->GetDictionary().GetKey("Parent");
        node = parent != nullptr && parent->IsReference() ? objects.GetObject(parent->GetReference()) : nullptr;
    }
    return std::nullopt;
}

}  // namespace

void rebuild_page_tree(PdfMemDocument& document, const std::vector<PdfReference>& pages) {
    auto& objects = document.GetObjects();
    PdfObject* root = objects.CreateObject("Pages");
    PdfArray kids;
    for (const auto& reference : pages) {
        PdfObject* page = objects.MustGetObject(reference);
        page->GetDictionary().AddKey("Type", PdfName("Page"));  // required (7.7.3.3), and sometimes missing
        for (const char* key : {"Resources", "MediaBox", "CropBox", "Rotate"}) {
            if (const auto value = inherited(objects, *page, key)) page->GetDictionary().AddKey(key, *value);
        }
    }
    for (const auto& reference : pages) {
        objects.MustGetObject(reference)->GetDictionary().AddKey("Parent", root->Reference());
        kids.push_back(reference);
    }
    root->GetDictionary().AddKey("Kids", kids);
    root->GetDictionary().AddKey("Count", static_cast<pdf_int64>(pages.size()));
    document.GetCatalog()->GetDictionary().AddKey("Pages", root->Reference());
}

}  // namespace review
