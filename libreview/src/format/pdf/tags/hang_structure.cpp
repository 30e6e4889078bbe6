#include <algorithm>

#include "format/pdf/object_access.hpp"
#include "format/pdf/stream_data.hpp"
#include "format/pdf/tags/structure_tree.hpp"
#include "format/pdf/tags/tag_numbers.hpp"

namespace review::pdf {

using PoDoFo::PdfArray;
using PoDoFo::PdfDictionary;
using PoDoFo::PdfName;
using PoDoFo::PdfObject;
using PoDoFo::PdfReference;
using PoDoFo::PdfVariant;

namespace {

using Kind = StructureKid::Kind;

class Hanger {
public:
    Hanger(PoDoFo::PdfMemDocument& document, const StructureTree& tree, const std::vector<PdfReference>& pages,
           const std::set<PdfReference>& loses, Removals& removals)
        : document_(document), objects_(document.GetObjects()), tree_(tree), pages_(pages), loses_(loses), removals_(removals),
          alive_(tree.elements.size()) {}

    std::set<PdfReference> run() {
        for (const auto& element : tree_.elements) collect_wanted(element.kids);
        for (const auto& page : pages_) number_page(page);
        if (mark_alive(tree_.kids)) write();
        return std::move(numbered_);
    }

private:
    void collect_wanted(const std::vector<StructureKid>& kids) {
        for (const auto& kid : kids) {
            if (kid.kind == Kind::content) wanted_[kid.page].insert(kid.number);
        }
    }

    void number_page(const PdfReference& reference) {
        auto* page = objects_.GetObject(reference);
        if (page == nullptr || !page->IsDictionary()) return;
        drop_key(*page, "StructParents");
        take_links(*page, reference);
        const auto* contents = page->GetDictionary().GetKey("Contents");
        auto* stream = contents != nullptr && contents->IsReference() ? objects_.GetObject(contents->GetReference()) : nullptr;
        if (stream == nullptr || !stream->HasStream()) return;
        const auto clean = filtered_stream(*stream);
        const auto text = as_text(clean);
        if (text.find("/MCID") == text.npos) return;
        const auto numbered = number_tags(text, wanted_[reference]);
        if (numbered.content != text) set_stream(*stream, as_bytes(numbered.content));
        if (numbered.before.empty()) return;
        numbered_.insert(stream->Reference());
        auto& numbers = numbers_[reference];
        for (std::uint32_t now = 0; now < numbered.before.size(); ++now) numbers[numbered.before[now]].push_back(now);
        parents_[reference].resize(numbered.before.size());
    }

    void take_links(const PdfObject& page, const PdfReference& reference) {
        auto* list = value_of(&page, "Annots", objects_);
        if (list == nullptr || !list->IsArray()) return;
        for (auto& item : list->GetArray()) {
            auto* link = resolve(&item, objects_);
            if (link == nullptr || !link->IsDictionary()) continue;
            drop_key(*link, "StructParent");
            if (link->Reference() != PdfReference()) links_.emplace(link->Reference(), reference);
        }
    }

    void drop_key(PdfObject& object, const char* key) {
        if (object.GetDictionary().HasKey(PdfName(key)) && tree_.empty()) removals_.add(std::string("structure /") + key, "not-on-list");
        object.GetDictionary().RemoveKey(PdfName(key));
    }

    // What two elements name belongs to the first, in the order they are written.
    bool is_alive(const StructureKid& kid) {
        switch (kid.kind) {
            case Kind::link: return links_.contains(kid.annotation) && owned_links_.insert(kid.annotation).second;
            case Kind::element: alive_[kid.element] = mark_alive(tree_.elements[kid.element].kids); return alive_[kid.element];
            case Kind::content: {
                const auto page = numbers_.find(kid.page);
                return page != numbers_.end() && page->second.contains(kid.number) && owned_.insert({kid.page, kid.number}).second;
            }
            case Kind::other: return false;
        }
        return false;
    }

    bool mark_alive(const std::vector<StructureKid>& kids) {
        bool any = false;
        for (const auto& kid : kids) any = is_alive(kid) || any;
        // A row keeps its columns.
        for (const auto& kid : kids) {
            if (kid.kind != Kind::element || !any) continue;
            const auto& type = tree_.elements[kid.element].type;
            if (type == "TD" || type == "TH") alive_[kid.element] = true;
        }
        return any;
    }

    void write() {
        auto* root = objects_.CreateObject(PdfVariant(PdfDictionary()));
        PdfArray kids;
        for (const auto& kid : tree_.kids) {
            if (kid.kind == Kind::element && alive_[kid.element]) kids.push_back(write_element(kid.element, root->Reference()));
        }
        if (kids.empty()) return;
        auto& keys = root->GetDictionary();
        keys.AddKey("Type", PdfName("StructTreeRoot"));
        keys.AddKey("K", kids);
        PdfDictionary parents;
        parents.AddKey("Nums", parent_numbers());
        keys.AddKey("ParentTree", parents);
        keys.AddKey("ParentTreeNextKey", next_key_);
        document_.GetCatalog()->GetDictionary().AddKey("StructTreeRoot", root->Reference());
        PdfDictionary marked;
        marked.AddKey("Marked", PdfVariant(true));
        document_.GetCatalog()->GetDictionary().AddKey("MarkInfo", marked);
    }

    PdfReference write_element(std::size_t index, const PdfReference& parent) {
        const auto& element = tree_.elements[index];
        auto* object = objects_.CreateObject(PdfVariant(PdfDictionary()));
        const auto reference = object->Reference();
        auto& keys = object->GetDictionary();
        keys.AddKey("Type", PdfName("StructElem"));
        keys.AddKey("S", PdfName(element.type));
        keys.AddKey("P", parent);
        if (element.description) describe(element, keys);
        if (!element.attributes.empty()) keys.AddKey("A", attributes_of(element));
        PdfReference page;
        PdfArray kids;
        for (const auto& kid : element.kids) write_kid(kid, reference, page, kids);
        if (page != PdfReference()) keys.AddKey("Pg", page);
        if (kids.empty()) return reference;  // an empty cell: its language would tell of what was in it
        keys.AddKey("K", kids);
        if (!element.language.empty()) keys.AddKey("Lang", PoDoFo::PdfString(element.language));
        return reference;
    }

    void write_kid(const StructureKid& kid, const PdfReference& element, PdfReference& page, PdfArray& into) {
        if (kid.kind == Kind::element) {
            if (alive_[kid.element]) into.push_back(write_element(kid.element, element));
        } else if (kid.kind == Kind::link) {
            write_link(kid, element, into);
        } else if (const auto numbers = numbers_.find(kid.page); numbers != numbers_.end()) {
            const auto now = numbers->second.find(kid.number);
            if (now == numbers->second.end()) return;
            if (page == PdfReference()) page = kid.page;
            for (const auto number : now->second) write_content(kid.page, number, element, page == kid.page, into);
            numbers->second.erase(now);  // one element owns it
        }
    }

    void write_content(const PdfReference& page, std::uint32_t number, const PdfReference& element, bool same_page, PdfArray& into) {
        parents_[page][number] = element;
        const PdfVariant value(PoDoFo::pdf_int64{number});
        if (same_page) return into.push_back(PdfObject(value));
        PdfDictionary content;
        content.AddKey("Type", PdfName("MCR"));
        content.AddKey("Pg", page);
        content.AddKey("MCID", PdfObject(value));
        into.push_back(PdfObject(PdfVariant(content)));
    }

    void write_link(const StructureKid& kid, const PdfReference& element, PdfArray& into) {
        const auto link = links_.find(kid.annotation);
        if (link == links_.end()) return;
        PdfDictionary content;
        content.AddKey("Type", PdfName("OBJR"));
        content.AddKey("Pg", link->second);
        content.AddKey("Obj", kid.annotation);
        into.push_back(PdfObject(PdfVariant(content)));
        linked_.emplace_back(kid.annotation, element);
        links_.erase(link);
    }

    void describe(const StructureElement& element, PdfDictionary& keys) {
        if (loses(element)) return removals_.add("structure /Alt", "not-on-list");
        keys.AddKey("Alt", *element.description);
    }

    bool loses(const StructureElement& element) const {
        if (element.kids.empty()) return !loses_.empty();
        return std::any_of(element.kids.begin(), element.kids.end(), [&](const StructureKid& kid) {
            return kid.kind == Kind::element ? loses(tree_.elements[kid.element]) : loses(kid);
        });
    }

    bool loses(const StructureKid& kid) const {
        const auto link = kid.kind == Kind::link ? links_.find(kid.annotation) : links_.end();
        const auto page = link == links_.end() ? kid.page : link->second;
        return page == PdfReference() ? !loses_.empty() : loses_.contains(page);
    }

    static PdfDictionary attributes_of(const StructureElement& element) {
        PdfDictionary keys;
        keys.AddKey("O", PdfName(element.attributes_of));
        for (const auto& [key, value] : element.attributes) {
            const bool number = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
            if (number) keys.AddKey(PdfName(key), PoDoFo::pdf_int64{std::stoi(value)});
            else keys.AddKey(PdfName(key), PdfName(value));
        }
        return keys;
    }

    // Table 322: by /StructParents of a page the elements of its numbers, by /StructParent of a link its element.
    PdfArray parent_numbers() {
        PdfArray numbers;
        for (const auto& page : pages_) {
            const auto parents = parents_.find(page);
            if (parents == parents_.end()) continue;
            PdfArray elements;
            for (const auto& element : parents->second) {
                elements.push_back(element == PdfReference() ? PdfObject() : PdfObject(PdfVariant(element)));
            }
            objects_.GetObject(page)->GetDictionary().AddKey("StructParents", next_key_);
            numbers.push_back(PdfObject(PdfVariant(next_key_++)));
            numbers.push_back(PdfObject(PdfVariant(elements)));
        }
        for (const auto& [link, element] : linked_) {
            objects_.GetObject(link)->GetDictionary().AddKey("StructParent", next_key_);
            numbers.push_back(PdfObject(PdfVariant(next_key_++)));
            numbers.push_back(PdfObject(PdfVariant(element)));
        }
        return numbers;
    }

    PoDoFo::PdfMemDocument& document_;
    PoDoFo::PdfVecObjects& objects_;
    const StructureTree& tree_;
    const std::vector<PdfReference>& pages_;
    const std::set<PdfReference>& loses_;
    Removals& removals_;
    std::vector<bool> alive_;
    std::set<std::pair<PdfReference, std::uint32_t>> owned_;
    std::set<PdfReference> owned_links_;
    std::map<PdfReference, std::set<std::uint32_t>> wanted_;
    std::map<PdfReference, std::map<std::uint32_t, std::vector<std::uint32_t>>> numbers_;  // by old number, the new ones
    std::map<PdfReference, std::vector<PdfReference>> parents_;
    std::map<PdfReference, PdfReference> links_;  // to their pages
    std::vector<std::pair<PdfReference, PdfReference>> linked_;
    std::set<PdfReference> numbered_;
    PoDoFo::pdf_int64 next_key_ = 0;
};

}  // namespace

std::set<PdfReference> hang_structure(PoDoFo::PdfMemDocument& document, const StructureTree& tree, const std::vector<PdfReference>& pages,
                                      const std::set<PdfReference>& loses, Removals& removals) {
    return Hanger(document, tree, pages, loses, removals).run();
}

}  // namespace review::pdf
