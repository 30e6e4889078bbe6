#include "format/pdf/inspect/layers.hpp"

#include <algorithm>

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr int deepest = 32;

std::vector<const PdfObject*> listed(const PdfObject* array, PoDoFo::PdfVecObjects& objects) {
    std::vector<const PdfObject*> items;
    if (!array || !array->IsArray()) return items;
    for (const auto& item : array->GetArray()) {
        if (const auto* object = resolve(&item, objects)) items.push_back(object);
    }
    return items;
}

}  // namespace

Layers::Layers(const PdfObject* catalogue, PoDoFo::PdfVecObjects& objects) : objects_(objects) {
    const auto* properties = value_of(catalogue, "OCProperties", objects);
    const auto* standard = value_of(properties, "D", objects);
    const auto groups = listed(value_of(properties, "OCGs", objects), objects);
    if (name_of(value_of(standard, "BaseState", objects)) == "OFF") off_.insert(groups.begin(), groups.end());
    for (const auto* group : listed(value_of(standard, "ON", objects), objects)) off_.erase(group);
    for (const auto* group : listed(value_of(standard, "OFF", objects), objects)) off_.insert(group);
    for (const auto* group : groups) {
        const auto* usage = value_of(group, "Usage", objects);
        const auto state = name_of(value_of(value_of(usage, "Print", objects), "PrintState", objects));
        const bool shown = off_.count(group) == 0;
        list_.push_back({group, shown, state.empty() ? shown : state == "ON"});
    }
}

std::vector<const PdfObject*> Layers::groups(const PdfObject* membership) const {
    std::vector<const PdfObject*> found;
    if (name_of(value_of(membership, "Type", objects_)) != "OCMD") {
        if (membership) found.push_back(membership);
        return found;
    }
    const auto* groups = value_of(membership, "OCGs", objects_);
    if (groups && groups->IsDictionary()) found.push_back(groups);
    else found = listed(groups, objects_);
    collect(value_of(membership, "VE", objects_), 0, found);
    return found;
}

void Layers::collect(const PdfObject* node, int depth, std::vector<const PdfObject*>& into) const {
    if (!node || depth > deepest) return;
    if (node->IsDictionary()) into.push_back(node);
    for (const auto* item : listed(node, objects_)) collect(item, depth + 1, into);
}

bool Layers::shows(const PdfObject* membership) const {
    if (!membership) return true;
    if (name_of(value_of(membership, "Type", objects_)) != "OCMD") return off_.count(membership) == 0;
    if (const auto* node = value_of(membership, "VE", objects_)) return expression(node, 0);
    const auto named = groups(membership);
    if (named.empty()) return true;
    const auto is_off = [&](const PdfObject* group) { return off_.count(group) != 0; };
    const auto policy = name_of(value_of(membership, "P", objects_));
    if (policy == "AllOn") return std::none_of(named.begin(), named.end(), is_off);
    if (policy == "AnyOff") return std::any_of(named.begin(), named.end(), is_off);
    if (policy == "AllOff") return std::all_of(named.begin(), named.end(), is_off);
    return !std::all_of(named.begin(), named.end(), is_off);
}

// 8.11.2.2: [/And ...], [/Or ...], [/Not x]; a leaf is a group.
bool Layers::expression(const PdfObject* node, int depth) const {
    if (!node || depth > deepest) return true;
    if (node->IsDictionary()) return off_.count(node) == 0;
    const auto items = listed(node, objects_);
    if (items.size() < 2) return true;
    const auto holds = [&](const PdfObject* item) { return expression(item, depth + 1); };
    const auto word = name_of(items[0]);
    if (word == "Not") return !holds(items[1]);
    if (word == "Or") return std::any_of(items.begin() + 1, items.end(), holds);
    return std::all_of(items.begin() + 1, items.end(), holds);
}

}  // namespace review::pdf
