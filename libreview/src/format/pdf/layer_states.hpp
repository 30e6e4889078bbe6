#pragma once

#include <functional>
#include <set>
#include <vector>

#include <podofo/podofo.h>

namespace review::pdf {

// Optional content (ISO 32000-1, 8.11): which layers a reader shows.
class LayerStates {
public:
    LayerStates(const PoDoFo::PdfObject* catalogue, PoDoFo::PdfVecObjects& objects);

    struct Layer {
        const PoDoFo::PdfObject* group = nullptr;
        bool shown = true, printed = true;
    };
    const std::vector<Layer>& list() const { return list_; }
    bool any() const { return !list_.empty(); }

    // In the default configuration. `membership`: a group (OCG) or a membership dictionary (OCMD); null is always shown.
    bool shows(const PoDoFo::PdfObject* membership) const;

    // Whether any reader shows it as the file stands, on a screen or in print. They differ in how far they follow
    // /Usage: some heed it only where /AS names it (8.11.4.4), some always, some never. What one of them shows
    // counts as seen, and so does a layer that depends on zoom, language or user, one that is not for viewing (its
    // /Intent, 8.11.2.3) or that no list knows.
    bool may_show(const PoDoFo::PdfObject* membership) const;

    // Groups that none of them ever shows.
    const std::set<const PoDoFo::PdfObject*>& unseen() const { return never_on_; }

    // The groups it names; the group itself.
    std::vector<const PoDoFo::PdfObject*> groups(const PoDoFo::PdfObject* membership) const;

private:
    // Whether a group may be on (true) or off (false).
    using CanBe = std::function<bool(const PoDoFo::PdfObject* group, bool on)>;
    bool holds(const PoDoFo::PdfObject* membership, const CanBe& can_be) const;
    bool expression(const PoDoFo::PdfObject* node, bool wanted, int depth, int& room, const CanBe& can_be) const;
    void collect(const PoDoFo::PdfObject* node, int depth, std::set<const PoDoFo::PdfObject*>& seen,
                 std::vector<const PoDoFo::PdfObject*>& into) const;
    bool is_for_viewing(const PoDoFo::PdfObject* holder) const;
    bool usage_says(const PoDoFo::PdfObject* group, const char* state) const;
    std::set<const PoDoFo::PdfObject*> changing(const PoDoFo::PdfObject* configuration) const;

    PoDoFo::PdfVecObjects& objects_;
    std::vector<Layer> list_;
    std::set<const PoDoFo::PdfObject*> known_, off_, never_on_, maybe_off_;
};

}  // namespace review::pdf
