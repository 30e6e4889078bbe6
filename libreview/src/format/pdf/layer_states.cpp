#include "format/pdf/layer_states.hpp"

#include <algorithm>
#include <string>

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

LayerStates::LayerStates(const PdfObject* catalogue, PoDoFo::PdfVecObjects& objects) : objects_(objects) {
    const auto* properties = value_of(catalogue, "OCProperties", objects);
    const auto* standard = value_of(properties, "D", objects);
    const auto groups = listed(value_of(properties, "OCGs", objects), objects);
    // Of what is not listed readers know nothing, and show it.
    const std::set<const PdfObject*> known(groups.begin(), groups.end());
    if (name_of(value_of(standard, "BaseState", objects)) == "OFF") off_ = known;
    for (const auto* group : listed(value_of(standard, "ON", objects), objects)) off_.erase(group);
    for (const auto* group : listed(value_of(standard, "OFF", objects), objects)) {
        if (known.contains(group)) off_.insert(group);
    }
    const auto changing = this->changing(standard);
    for (const auto* group : groups) {
        const auto* usage = value_of(group, "Usage", objects);
        const auto state = name_of(value_of(value_of(usage, "Print", objects), "PrintState", objects));
        const bool shown = off_.count(group) == 0, changes = changing.contains(group);
        list_.push_back({group, shown, state.empty() ? shown : state == "ON"});
        if (!shown && !changes && !usage_says(group, "ON")) never_on_.insert(group);
        if (!shown || changes || usage_says(group, "OFF")) maybe_off_.insert(group);
    }
}

bool LayerStates::usage_says(const PdfObject* group, const char* state) const {
    const auto* usage = value_of(group, "Usage", objects_);
    return name_of(value_of(value_of(usage, "View", objects_), "ViewState", objects_)) == state ||
           name_of(value_of(value_of(usage, "Print", objects_), "PrintState", objects_)) == state;
}

// Table 103: groups a reader switches by what it knows itself.
std::set<const PdfObject*> LayerStates::changing(const PdfObject* configuration) const {
    std::set<const PdfObject*> found;
    for (const auto* automatic : listed(value_of(configuration, "AS", objects_), objects_)) {
        const auto categories = listed(value_of(automatic, "Category", objects_), objects_);
        const bool changes = std::any_of(categories.begin(), categories.end(), [](const PdfObject* category) {
            const auto name = name_of(category);
            return name == "Zoom" || name == "Language" || name == "User";
        });
        if (!changes) continue;
        const auto groups = listed(value_of(automatic, "OCGs", objects_), objects_);
        found.insert(groups.begin(), groups.end());
    }
    return found;
}

std::vector<const PdfObject*> LayerStates::groups(const PdfObject* membership) const {
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

void LayerStates::collect(const PdfObject* node, int depth, std::vector<const PdfObject*>& into) const {
    if (!node || depth > deepest) return;
    if (node->IsDictionary()) into.push_back(node);
    for (const auto* item : listed(node, objects_)) collect(item, depth + 1, into);
}

bool LayerStates::shows(const PdfObject* membership) const {
    return holds(membership, [this](const PdfObject* group, bool on) { return off_.contains(group) != on; });
}

bool LayerStates::may_show(const PdfObject* membership) const {
    return holds(membership, [this](const PdfObject* group, bool on) { return on ? !never_on_.contains(group) : maybe_off_.contains(group); });
}

bool LayerStates::holds(const PdfObject* membership, const CanBe& can_be) const {
    if (!membership || !any()) return true;
    if (name_of(value_of(membership, "Type", objects_)) != "OCMD") return can_be(membership, true);
    if (const auto* node = value_of(membership, "VE", objects_)) return expression(node, true, 0, can_be);
    const auto named = groups(membership);
    if (named.empty()) return true;
    const auto on = [&](const PdfObject* group) { return can_be(group, true); };
    const auto off = [&](const PdfObject* group) { return can_be(group, false); };
    const auto policy = name_of(value_of(membership, "P", objects_));
    if (policy == "AllOn") return std::all_of(named.begin(), named.end(), on);
    if (policy == "AnyOff") return std::any_of(named.begin(), named.end(), off);
    if (policy == "AllOff") return std::all_of(named.begin(), named.end(), off);
    return std::any_of(named.begin(), named.end(), on);
}

// 8.11.2.2: [/And ...], [/Or ...], [/Not x]; a leaf is a group. Whether it can be as `wanted`.
bool LayerStates::expression(const PdfObject* node, bool wanted, int depth, const CanBe& can_be) const {
    if (!node || depth > deepest) return true;
    if (node->IsDictionary()) return can_be(node, wanted);
    const auto items = listed(node, objects_);
    if (items.size() < 2) return true;
    const auto word = name_of(items[0]);
    if (word == "Not") return expression(items[1], !wanted, depth + 1, can_be);
    const auto holds = [&](const PdfObject* item) { return expression(item, wanted, depth + 1, can_be); };
    if ((word == "Or") == wanted) return std::any_of(items.begin() + 1, items.end(), holds);
    return std::all_of(items.begin() + 1, items.end(), holds);
}

}  // namespace review::pdf
