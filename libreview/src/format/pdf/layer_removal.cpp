#include "format/pdf/layer_removal.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

constexpr int deepest_content = 64;
constexpr int longest_policy = 4096;  // of an expression; what is longer stays, and a page that it leads from a layer to is refused

class LayerRemoval {
public:
    LayerRemoval(PdfMemDocument& document, const LayerStates& layers) : document_(document), objects_(document.GetObjects()), layers_(layers) {}

    void run() {
        for (auto* object : objects_) find_memberships(*object, 0);
        auto* properties = value_of(document_.GetCatalog(), "OCProperties", objects_);
        if (properties == nullptr || !properties->IsDictionary()) return;
        if (!prune(properties, "OCGs")) {
            document_.GetCatalog()->GetDictionary().RemoveKey("OCProperties");
            return;
        }
        configuration(value_of(properties, "D", objects_));
        auto* others = value_of(properties, "Configs", objects_);
        if (others == nullptr || !others->IsArray()) return;
        for (auto& other : others->GetArray()) configuration(resolve(&other, objects_));
    }

private:
    bool is_unseen(const PdfObject* object) const { return layers_.unseen().contains(object); }

    // Table 101.
    void configuration(PdfObject* settings) {
        if (settings == nullptr || !settings->IsDictionary()) return;
        for (const char* key : {"ON", "OFF", "Order", "RBGroups", "Locked"}) {
            if (!prune(settings, key)) settings->GetDictionary().RemoveKey(key);
        }
        auto* automatic = value_of(settings, "AS", objects_);
        if (automatic == nullptr || !automatic->IsArray()) return;
        PdfArray kept;
        for (auto& item : automatic->GetArray()) {
            if (prune(resolve(&item, objects_), "OCGs")) kept.push_back(item);
        }
        automatic->GetArray() = kept;
    }

    // False: no layer is left of the list.
    bool prune(PdfObject* holder, const char* key) {
        auto* list = value_of(holder, key, objects_);
        std::map<const PdfObject*, bool> done;
        return list != nullptr && list->IsArray() && prune(*list, 0, done);
    }

    // Of /Order a part without layers goes as a whole, with the name that stands first in it (table 101). So does one
    // inside itself. `done`: whether a layer is left of a list.
    bool prune(PdfObject& list, int depth, std::map<const PdfObject*, bool>& done) {
        const auto [known, fresh] = done.try_emplace(&list, false);
        if (!fresh || depth > deepest_content) return known->second;
        PdfArray kept;
        bool any = false;
        for (auto& item : list.GetArray()) {
            auto* object = resolve(&item, objects_);
            if (object == nullptr || is_unseen(object)) continue;
            if (object->IsArray() && !prune(*object, depth + 1, done)) continue;
            const bool layers = object->IsArray() || object->IsDictionary();
            if (!layers && (depth == 0 || &item != &list.GetArray()[0])) continue;
            any = any || layers;
            kept.push_back(item);
        }
        list.GetArray() = kept;
        return known->second = any;
    }

    void find_memberships(PdfObject& object, int depth) {
        if (depth > deepest_content) return;
        if (object.IsArray()) {
            for (auto& item : object.GetArray()) find_memberships(item, depth + 1);
        }
        if (!object.IsDictionary()) return;
        if (name_of(value_of(&object, "Type", objects_)) == "OCMD") return reduce(object);
        for (auto& [key, value] : object.GetDictionary().GetKeys()) find_memberships(*value, depth + 1);
    }

    // Table 99. What nobody sees stays as it is: nothing leads to it.
    void reduce(PdfObject& membership) {
        if (!layers_.may_show(&membership)) return;
        auto& keys = membership.GetDictionary();
        if (const auto* expression = value_of(&membership, "VE", objects_)) {
            room_ = longest_policy;
            const auto left = reduced(*expression, 0);
            if (left.known) keys.RemoveKey("VE");
            else keys.AddKey("VE", left.value);
        }
        const auto* groups = value_of(&membership, "OCGs", objects_);
        if (groups == nullptr) return;
        PdfArray kept;
        bool lost = is_unseen(groups);
        if (groups->IsArray()) {
            for (const auto& item : groups->GetArray()) {
                if (is_unseen(resolve(&item, objects_))) lost = true;
                else kept.push_back(item);
            }
        }
        if (!lost) return;
        // One that is off for ever fulfils AnyOff; with no group left there is no condition.
        if (kept.empty() || name_of(value_of(&membership, "P", objects_)) == "AnyOff") {
            keys.RemoveKey("OCGs");
            keys.RemoveKey("P");
        } else {
            keys.AddKey("OCGs", kept);
        }
    }

    // A visibility expression where unseen layers are off for ever: `known`, or what is left of it.
    struct Term {
        std::optional<bool> known;
        PdfObject value;
    };
    Term reduced(const PdfObject& node, int depth) {
        const auto* object = resolve(&node, objects_);
        if (is_unseen(object)) return {false, {}};
        if (object == nullptr || !object->IsArray() || object->GetArray().size() < 2 || depth > deepest_content || room_ <= 0) return {std::nullopt, node};
        const auto& items = object->GetArray();
        room_ -= static_cast<int>(std::min<std::size_t>(items.size(), longest_policy));
        const auto word = name_of(resolve(&items[0], objects_));
        PdfArray left;
        left.push_back(items[0]);
        for (std::size_t i = 1; i < items.size(); ++i) {
            const auto term = reduced(items[i], depth + 1);
            if (word == "Not" && term.known) return {!*term.known, {}};
            if (term.known == (word == "Or")) return {word == "Or", {}};
            if (!term.known) left.push_back(term.value);
        }
        if (left.size() == 1) return {word != "Or", {}};
        return {std::nullopt, PdfObject(left)};
    }

    PdfMemDocument& document_;
    PdfVecObjects& objects_;
    const LayerStates& layers_;
    int room_ = 0;  // left of an expression
};

class PageReach {
public:
    PageReach(PdfVecObjects& objects, const LayerStates& layers) : objects_(objects), layers_(layers) {}

    bool leads_to_unseen(const PdfReference& page) {
        const PdfObject* const start = objects_.GetObject(page);
        waiting_ = {start};
        while (!waiting_.empty()) {
            const auto* object = waiting_.back();
            waiting_.pop_back();
            if (object == nullptr || (object != start && name_of(value_of(object, "Type", objects_)) == "Page")) continue;
            if (!seen_.insert(object).second) continue;
            if (object->IsArray()) {
                for (const auto& item : object->GetArray()) waiting_.push_back(resolve(&item, objects_));
            }
            if (!object->IsDictionary()) continue;
            const auto kind = name_of(value_of(object, "Type", objects_));
            if ((kind == "OCG" || kind == "OCMD") && !layers_.may_show(object)) return true;
            for (const auto& [key, value] : object->GetDictionary().GetKeys()) {
                if (key.GetName() != "Parent") waiting_.push_back(resolve(value, objects_));
            }
        }
        return false;
    }

private:
    PdfVecObjects& objects_;
    const LayerStates& layers_;
    std::set<const PdfObject*> seen_;
    std::vector<const PdfObject*> waiting_;
};

}  // namespace

void drop_unseen_layers(PdfMemDocument& document, const LayerStates& layers, Removals& removals) {
    if (layers.unseen().empty()) return;
    LayerRemoval(document, layers).run();
    for (std::size_t i = 0; i < layers.unseen().size(); ++i) removals.add("layer", "off-layer");
}

void refuse_unseen_layers(PdfMemDocument& document, const std::vector<PdfReference>& pages, const LayerStates& layers) {
    PageReach reach(document.GetObjects(), layers);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (!reach.leads_to_unseen(pages[i])) continue;
        const auto page = static_cast<std::uint32_t>(i + 1);
        const auto why = say(Msg::pdf_layer_stays, {std::to_string(page)});
        throw Error(Errc::refused, why, {{page, "", "BDC", why, {"remove", "rasterise", "stop"}}});
    }
}

}  // namespace review::pdf
