#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

namespace review {

// Bytes [begin, end) of a content stream, and what stands there afterwards.
struct Splice {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};

// A new resource: the category (ISO 32000-1, table 33) and the object it names.
struct NamedObject {
    const char* category = "XObject";
    PoDoFo::PdfReference object;
};
using NamedObjects = std::map<std::string, NamedObject>;

// What changes in one content stream, as it is drawn in one place.
struct EditedStream {
    std::vector<Splice> splices;  // ascending, not overlapping
    NamedObjects copies;          // of forms, pictures, patterns and graphics states, cut
    bool empty() const { return splices.empty(); }
};

Bytes spliced(ByteView content, const std::vector<Splice>& splices);

// A dictionary, or none: follows one reference.
const PoDoFo::PdfDictionary* dictionary_at(const PoDoFo::PdfVecObjects& objects, const PoDoFo::PdfDictionary& holder,
                                           const char* key);

// The resources with further ones; the given ones stay as they are, for other pages may share them.
PoDoFo::PdfDictionary resources_with(const PoDoFo::PdfVecObjects& objects, const PoDoFo::PdfDictionary* resources,
                                     const NamedObjects& more);

// A form or pattern as it is drawn in one place: other placements keep the original. `around` are the resources
// it uses where it has none of its own.
PoDoFo::PdfReference copy_form(PoDoFo::PdfMemDocument& document, const PoDoFo::PdfReference& form,
                               const PoDoFo::PdfDictionary* around, ByteView content, const EditedStream& edits);

}  // namespace review
