#include "format/pdf/outlines.hpp"

#include <vector>

#include <review/error.hpp>
#include <review/limits.hpp>

#include "base/messages/base.hpp"

namespace review {

using namespace PoDoFo;

namespace {

class Outlines {
public:
    Outlines(PdfMemDocument& document, const RemovedValues& values, const std::set<PdfReference>& gone, Removals& removals)
        : objects_(document.GetObjects()), values_(values), gone_(gone), removals_(removals) {}

    // ISO 32000-1, 12.3.3: First, Last, Next, Prev, Parent, Count.
    std::int64_t link(PdfObject& parent, unsigned depth) {
        std::vector<PdfObject*> items;
        collect(parent, items, depth);
        for (const char* key : {"First", "Last", "Count"}) parent.GetDictionary().RemoveKey(key);
        std::int64_t below = 0;
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto& keys = items[i]->GetDictionary();
            keys.AddKey("Parent", parent.Reference());
            keys.RemoveKey("Prev");
            keys.RemoveKey("Next");
            if (i > 0) keys.AddKey("Prev", items[i - 1]->Reference());
            if (i + 1 < items.size()) keys.AddKey("Next", items[i + 1]->Reference());
            const bool open = is_open(*items[i]);
            const auto inner = link(*items[i], depth + 1);
            if (inner > 0) keys.AddKey("Count", pdf_int64{open ? inner : -inner});
            below += 1 + (open ? inner : 0);
        }
        if (!items.empty()) {
            parent.GetDictionary().AddKey("First", items.front()->Reference());
            parent.GetDictionary().AddKey("Last", items.back()->Reference());
            parent.GetDictionary().AddKey("Count", pdf_int64{below});
        }
        return below;
    }

private:
    // The children of `parent` that stay; an item that goes is replaced by its own.
    void collect(const PdfObject& parent, std::vector<PdfObject*>& items, unsigned depth) {
        if (depth > Limits{}.nesting) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {"the outline", "nesting", std::to_string(Limits{}.nesting)}));
        }
        const PdfObject* link = parent.GetDictionary().GetKey("First");
        while (link != nullptr && link->IsReference()) {
            PdfObject* item = objects_.GetObject(link->GetReference());
            if (item == nullptr || !item->IsDictionary() || !seen_.insert(item->Reference()).second) break;
            if (goes(*item)) {
                removals_.add("/Root /Outlines", "carries-value");
                collect(*item, items, depth + 1);
            } else {
                items.push_back(item);
            }
            link = item->GetDictionary().GetKey("Next");
        }
    }

    bool goes(const PdfObject& item) const {
        if (gone_.count(item.Reference()) != 0) return true;
        const PdfObject* title = item.GetIndirectKey("Title");
        return title != nullptr && (title->IsString() || title->IsHexString()) && values_.carried_by_text(title->GetString());
    }

    static bool is_open(const PdfObject& item) {
        const PdfObject* count = item.GetIndirectKey("Count");
        return count != nullptr && count->IsNumber() && count->GetNumber() > 0;
    }

    PdfVecObjects& objects_;
    const RemovedValues& values_;
    const std::set<PdfReference>& gone_;
    Removals& removals_;
    std::set<PdfReference> seen_;
};

}  // namespace

void prune_outlines(PdfMemDocument& document, const RemovedValues& values, const std::set<PdfReference>& gone,
                    Removals& removals) {
    PdfObject* root = document.GetCatalog()->GetIndirectKey("Outlines");
    if (root == nullptr || !root->IsDictionary()) return;
    if (root->Reference().ObjectNumber() == 0) return;  // a direct outline has no item that can name its parent
    Outlines(document, values, gone, removals).link(*root, 0);
    if (root->GetDictionary().GetKey("First") == nullptr) document.GetCatalog()->GetDictionary().RemoveKey("Outlines");
}

}  // namespace review
