#include "format/pdf/layer_states.hpp"

#include <algorithm>
#include <string>

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr int deepest_expression = 32;
constexpr int longest = 4096;  // of an expression: one that names itself twice doubles with every step

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
    known_.insert(groups.begin(), groups.end());
    if (name_of(value_of(standard, "BaseState", objects)) == "OFF") off_ = known_;
    for (const auto* group : listed(value_of(standard, "ON", objects), objects)) off_.erase(group);
    for (const auto* group : listed(value_of(standard, "OFF", objects), objects)) {
        if (known_.contains(group)) off_.insert(group);
    }
    const auto changing = this->changing(standard);
    for (const auto* group : groups) {
        const auto* usage = value_of(group, "Usage", objects);
        const auto state = name_of(value_of(value_of(usage, "Print", objects), "PrintState", objects));
        const bool shown = off_.count(group) == 0, changes = changing.contains(group);
        list_.push_back({group, shown, state.empty() ? shown : state == "ON"});
        const bool heeded = is_for_viewing(standard) && is_for_viewing(group);
        if (!shown && heeded && !changes && !usage_says(group, "ON")) never_on_.insert(group);
        if (!shown || changes || usage_says(group, "OFF")) maybe_off_.insert(group);
    }
}

// 8.11.2.3: a group is off only for readers that share its intent; they view.
bool LayerStates::is_for_viewing(const PdfObject* holder) const {
    const auto* intent = value_of(holder, "Intent", objects_);
    if (intent == nullptr) return true;
    auto names = listed(intent, objects_);
    if (!intent->IsArray()) names.push_back(intent);
    return std::any_of(names.begin(), names.end(), [](const PdfObject* name) { return name_of(name) == "View" || name_of(name) == "All"; });
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
    std::set<const PdfObject*> seen;
    collect(value_of(membership, "VE", objects_), 0, seen, found);
    return found;
}

void LayerStates::collect(const PdfObject* node, int depth, std::set<const PdfObject*>& seen, std::vector<const PdfObject*>& into) const {
    if (!node || depth > deepest_expression || !seen.insert(node).second) return;
    if (node->IsDictionary()) into.push_back(node);
    for (const auto* item : listed(node, objects_)) collect(item, depth + 1, seen, into);
}

bool LayerStates::shows(const PdfObject* membership) const {
    return holds(membership, [this](const PdfObject* group, bool on) { return off_.contains(group) != on; });
}

bool LayerStates::may_show(const PdfObject* membership) const {
    return holds(membership, [this](const PdfObject* group, bool on) {
        return on ? !never_on_.contains(group) : maybe_off_.contains(group) || !known_.contains(group);
    });
}

bool LayerStates::holds(const PdfObject* membership, const CanBe& can_be) const {
    if (!membership || !any()) return true;
    if (name_of(value_of(membership, "Type", objects_)) != "OCMD") return can_be(membership, true);
    if (const auto* node = value_of(membership, "VE", objects_)) {
        int room = longest;
        return expression(node, true, 0, room, can_be);
    }
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

// 8.11.2.2: [/And ...], [/Or ...], [/Not x]; a leaf is a group. Whether it can be as `wanted`; of what is too deep or too
// long, or is none of these, anything can be.
bool LayerStates::expression(const PdfObject* node, bool wanted, int depth, int& room, const CanBe& can_be) const {
    if (!node || depth > deepest_expression || room <= 0) return true;
    if (node->IsDictionary()) return can_be(node, wanted);
    const auto items = listed(node, objects_);
    room -= static_cast<int>(std::min<std::size_t>(items.size(), longest));
    if (items.size() < 2 || room <= 0) return true;
    const auto word = name_of(items[0]);
    if (word == "Not") return expression(items[1], !wanted, depth + 1, room, can_be);
    if (word != "And" && word != "Or") return true;
    const auto holds = [&](const PdfObject* item) { return expression(item, wanted, depth + 1, room, can_be); };
    if ((word == "Or") == wanted) return std::any_of(items.begin() + 1, items.end(), holds);
    return std::all_of(items.begin() + 1, items.end(), holds);
}

}  // namespace review::pdf
