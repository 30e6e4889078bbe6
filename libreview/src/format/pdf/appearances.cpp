#include "format/pdf/appearances.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "format/pdf/layer_states.hpp"
#include "format/pdf/object_access.hpp"

namespace review {

using namespace PoDoFo;

namespace {

// Annotation flags (table 165): hidden, and not shown on a screen.
constexpr pdf_int64 hidden = 2;
constexpr pdf_int64 no_view = 32;

const PdfObject* resolved(const PdfMemDocument& document, const PdfObject* value) {
    return value != nullptr && value->IsReference() ? document.GetObjects().GetObject(value->GetReference()) : value;
}

const PdfObject* at(const PdfMemDocument& document, const PdfObject& holder, const PdfName& key) {
    return holder.IsDictionary() ? resolved(document, holder.GetDictionary().GetKey(key)) : nullptr;
}

std::string name_at(const PdfMemDocument& document, const PdfObject& holder, const char* key) {
    const PdfObject* value = at(document, holder, key);
    return value != nullptr && value->IsName() ? value->GetName().GetName() : std::string();
}

template <std::size_t N>
std::optional<std::array<double, N>> numbers_at(const PdfMemDocument& document, const PdfObject& holder, const char* key) {
    const PdfObject* value = at(document, holder, key);
    if (value == nullptr || !value->IsArray() || value->GetArray().size() < N) return std::nullopt;
    std::array<double, N> numbers{};
    for (std::size_t i = 0; i < N; ++i) {
        const PdfObject* number = resolved(document, &value->GetArray()[i]);
        if (number == nullptr || !(number->IsNumber() || number->IsReal())) return std::nullopt;
        numbers[i] = number->GetReal();
    }
    return numbers;
}

// Several states share one AP: AS says which is shown (12.5.5).
const PdfObject* normal_appearance(const PdfMemDocument& document, const PdfObject& annotation) {
    const PdfObject* all = at(document, annotation, "AP");
    const PdfObject* normal = all == nullptr ? nullptr : at(document, *all, "N");
    if (normal == nullptr || normal->HasStream()) return normal;
    const auto state = name_at(document, annotation, "AS");
    const PdfObject* chosen = state.empty() ? nullptr : at(document, *normal, PdfName(state));
    return chosen != nullptr && chosen->HasStream() ? chosen : nullptr;
}

// Table 164, OC: nobody sees it. Few annotations stand on a layer, so the layers are read for each that does.
bool on_hidden_layer(PdfMemDocument& document, const PdfObject& annotation) {
    const PdfObject* membership = pdf::value_of(&annotation, "OC", document.GetObjects());
    return membership != nullptr && !pdf::LayerStates(document.GetCatalog(), document.GetObjects()).may_show(membership);
}

bool is_printed_matter(const PdfMemDocument& document, const PdfObject& annotation) {
    const auto kind = name_at(document, annotation, "Subtype");
    if (kind != "Widget" && kind != "FreeText" && kind != "Stamp") return false;
    const PdfObject* flags = at(document, annotation, "F");
    return flags == nullptr || !flags->IsNumber() || (flags->GetNumber() & (hidden | no_view)) == 0;
}

// Fields that hold a value and notes with words, where the file does not say how they look: readers draw them (12.7.3.3).
bool is_left_to_readers(PdfMemDocument& document, const PdfObject& annotation) {
    if (!is_printed_matter(document, annotation) || normal_appearance(document, annotation) != nullptr) return false;
    const auto inherited = [&](const char* key) {
        const PdfObject* holder = &annotation;
        for (int steps = 0; holder != nullptr && steps < 32; ++steps, holder = at(document, *holder, "Parent")) {
            if (const PdfObject* value = at(document, *holder, key)) return value;
        }
        return static_cast<const PdfObject*>(nullptr);
    };
    const bool field = name_at(document, annotation, "Subtype") == "Widget";
    const PdfObject* kind = field ? inherited("FT") : nullptr;
    const bool text = kind != nullptr && kind->IsName() && (kind->GetName() == "Tx" || kind->GetName() == "Ch");
    if (field && !text) return false;
    const PdfObject* value = field ? inherited("V") : at(document, annotation, "Contents");
    if (value == nullptr || value->IsNull()) return false;
    if (value->IsArray()) return !value->GetArray().empty();
    return !(value->IsString() || value->IsHexString()) || !pdf::string_of(value).empty();
}

std::vector<const PdfObject*> annotations_of(const PdfMemDocument& document, const PdfObject& page) {
    std::vector<const PdfObject*> found;
    const PdfObject* list = at(document, page, "Annots");
    if (list == nullptr || !list->IsArray()) return found;
    for (const auto& entry : list->GetArray()) {
        const PdfObject* annotation = resolved(document, &entry);
        if (annotation != nullptr && annotation->IsDictionary()) found.push_back(annotation);
    }
    return found;
}

bool carries(const PdfMemDocument& document, const PdfObject& value, const RemovedValues& values, unsigned depth) {
    if (depth > 8) return true;
    if (value.IsString() || value.IsHexString()) return values.carried_by_text(value.GetString());
    if (value.IsArray()) {
        return std::any_of(value.GetArray().begin(), value.GetArray().end(),
                           [&](const auto& element) { return carries(document, element, values, depth + 1); });
    }
    if (!value.IsDictionary()) return false;
    return std::any_of(value.GetDictionary().GetKeys().begin(), value.GetDictionary().GetKeys().end(),
                       [&](const auto& entry) { return carries(document, *entry.second, values, depth + 1); });
}

std::string kind_shown(const std::string& kind) {
    const bool word = !kind.empty() && kind.size() <= 16 && std::all_of(kind.begin(), kind.end(), [](unsigned char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    return word ? kind : "...";
}

}  // namespace

Placement placement_of(const std::array<double, 4>& box, const Placement& m, const std::array<double, 4>& rectangle) {
    double low_x = 1e300, low_y = 1e300, high_x = -1e300, high_y = -1e300;
    for (const double x : {box[0], box[2]}) {
        for (const double y : {box[1], box[3]}) {
            const double px = m[0] * x + m[2] * y + m[4];
            const double py = m[1] * x + m[3] * y + m[5];
            low_x = std::min(low_x, px);
            high_x = std::max(high_x, px);
            low_y = std::min(low_y, py);
            high_y = std::max(high_y, py);
        }
    }
    const double left = std::min(rectangle[0], rectangle[2]), bottom = std::min(rectangle[1], rectangle[3]);
    const double width = std::fabs(rectangle[2] - rectangle[0]), height = std::fabs(rectangle[3] - rectangle[1]);
    const double a = high_x > low_x ? width / (high_x - low_x) : 1;
    const double d = high_y > low_y ? height / (high_y - low_y) : 1;
    return {a, 0, 0, d, left - a * low_x, bottom - d * low_y};
}

std::vector<Appearance> visible_appearances(PdfMemDocument& document, const PdfObject& page) {
    std::vector<Appearance> found;
    for (const PdfObject* annotation : annotations_of(document, page)) {
        if (!is_printed_matter(document, *annotation) || on_hidden_layer(document, *annotation)) continue;
        const PdfObject* form = normal_appearance(document, *annotation);
        const auto rectangle = numbers_at<4>(document, *annotation, "Rect");
        if (form == nullptr || !rectangle || form->Reference().ObjectNumber() == 0) continue;
        const auto box = numbers_at<4>(document, *form, "BBox");
        if (!box) continue;
        const auto matrix = numbers_at<6>(document, *form, "Matrix").value_or(Placement{1, 0, 0, 1, 0, 0});
        found.push_back({annotation->Reference(), form->Reference(), placement_of(*box, matrix, *rectangle)});
    }
    return found;
}

void drop_annotations(PdfMemDocument& document, PdfObject& page, const std::string& page_label,
                      const std::set<PdfReference>& gone, const RemovedValues& values, Removals& removals) {
    PdfArray kept;
    for (const PdfObject* annotation : annotations_of(document, page)) {
        const auto kind = name_at(document, *annotation, "Subtype");
        const bool signature = kind == "Widget" && name_at(document, *annotation, "FT") == "Sig";
        const bool carrying = gone.count(annotation->Reference()) != 0 || carries(document, *annotation, values, 0);
        const bool off = on_hidden_layer(document, *annotation);
        if (kind == "Link" && !carrying && !off) {
            if (annotation->Reference().ObjectNumber() != 0) {
                kept.push_back(annotation->Reference());
            } else {
                kept.push_back(*annotation);
            }
            continue;
        }
        removals.add(page_label + " annotation " + kind_shown(kind),
                     signature ? "signature" : carrying ? "carries-value" : off ? "off-layer" :
                     is_left_to_readers(document, *annotation) ? "not-drawn" : "not-on-list");
    }
    page.GetDictionary().RemoveKey("Annots");
    if (!kept.empty()) page.GetDictionary().AddKey("Annots", kept);
}

}  // namespace review
