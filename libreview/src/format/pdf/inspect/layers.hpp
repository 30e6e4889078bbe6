#pragma once

#include <set>
#include <vector>

#include <podofo/podofo.h>

namespace review::pdf {

// Optional content (ISO 32000-1, 8.11) in its default configuration: which layers a reader shows.
class Layers {
public:
    Layers(const PoDoFo::PdfObject* catalogue, PoDoFo::PdfVecObjects& objects);

    struct Layer {
        const PoDoFo::PdfObject* group = nullptr;
        bool shown = true, printed = true;
    };
    const std::vector<Layer>& list() const { return list_; }

    // `membership`: a group (OCG) or a membership dictionary (OCMD); null is always shown.
    bool shows(const PoDoFo::PdfObject* membership) const;
    // The groups it names; the group itself.
    std::vector<const PoDoFo::PdfObject*> groups(const PoDoFo::PdfObject* membership) const;

private:
    bool expression(const PoDoFo::PdfObject* node, int depth) const;
    void collect(const PoDoFo::PdfObject* node, int depth, std::vector<const PoDoFo::PdfObject*>& into) const;

    PoDoFo::PdfVecObjects& objects_;
    std::vector<Layer> list_;
    std::set<const PoDoFo::PdfObject*> off_;
};

}  // namespace review::pdf
