#include "format/pdf/sweep.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/allow_list.hpp"
#include "format/pdf/clean_content.hpp"
#include "format/pdf/images/picture_extras.hpp"
#include "format/pdf/stream_data.hpp"

namespace review {

using namespace PoDoFo;

namespace {

constexpr unsigned deepest_sweep = 256;

std::string_view word_for(Role role) {
    switch (role) {
        case Role::none: return "none";
        case Role::value: return "value";
        case Role::plain: return "stream";
#define REVIEW_ROLE(name) \
    case Role::name: return #name;
#define REVIEW_KEY(role, key, target)
#include "format/pdf/allow_list.inc"
#undef REVIEW_ROLE
#undef REVIEW_KEY
    }
    return "none";
}

bool may_be_stream(Role role) {
    switch (role) {
        case Role::plain: case Role::content: case Role::xobject: case Role::character_map: case Role::encoding:
        case Role::font_file: case Role::pattern: case Role::shading: case Role::function: case Role::colour_space:
            return true;
        default: return false;
    }
}

// Where a dictionary may stand that is no stream.
bool may_be_dictionary(Role role) {
    switch (role) {
        case Role::none: case Role::value: case Role::plain: case Role::content: case Role::font_file: return false;
        default: return true;
    }
}

bool is_drawn(const PdfObject& object, Role role) {
    if (role == Role::content) return true;
    if (role == Role::pattern) return true;
    const PdfObject* kind = object.GetIndirectKey("Subtype");
    return role == Role::xobject && kind != nullptr && kind->IsName() && kind->GetName() == "Form";
}

class Sweep {
public:
    Sweep(PdfMemDocument& document, const std::map<PdfReference, std::uint32_t>& pages, const RemovedValues& values,
          Removals& removals, const std::set<PdfReference>& clean)
        : objects_(document.GetObjects()), pages_(pages), values_(values), removals_(removals), cleaned_(clean) {
        reach(document.GetCatalog()->Reference(), Role::catalogue);
        for (; !waiting_.empty(); waiting_.pop_front()) {
            const auto [reference, role] = waiting_.front();
            // What is referred to and not there is the null object (ISO 32000-1, 7.3.10).
            if (auto* const object = objects_.GetObject(reference)) visit_object(*object, role);
        }
    }

private:
    void reach(const PdfReference& reference, Role role) {
        if (seen_.insert({reference, role}).second) waiting_.emplace_back(reference, role);
    }

    void visit_object(PdfObject& object, Role role) {
        const auto page = role == Role::page ? pages_.find(object.Reference()) : pages_.end();
        const auto place = role == Role::catalogue  ? std::string("/Root")
                           : page != pages_.end() ? "page " + std::to_string(page->second)
                                                  : std::string(word_for(role));
        if (object.IsArray()) return visit_array(object.GetArray(), role, place, 0);
        visit_dictionary(object.GetDictionary(), role, place, object.HasStream(), 0);
        if (object.HasStream() && is_drawn(object, role)) clean_stream(object, place);
        if (object.HasStream() && role == Role::xobject && pdf::drop_extras(object, objects_, Limits{})) {
            removals_.add("picture data", "not-on-list");
        }
    }

    void clean_stream(PdfObject& object, const std::string& place) {
        if (!cleaned_.insert(object.Reference()).second) return;
        ContentShape shape;
        const auto clean = clean_content(filtered_stream(object), shape);
        if (shape.changed) set_stream(object, clean);
        if (shape.dropped > 0) removals_.add(place + " content", "not-on-list");
    }

    void visit_dictionary(PdfDictionary& dictionary, Role role, const std::string& place, bool stream, unsigned depth) {
        if (depth > deepest_sweep) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {"an object", "depth", std::to_string(deepest_sweep)}));
        }
        std::vector<PdfName> gone;
        for (auto& [key, value] : dictionary.GetKeys()) {
            const auto& name = key.GetName();
            auto target = role_behind(role, name);
            if (stream && (name == "Filter" || name == "Length")) target = Role::value;
            if (stream && name == "DecodeParms") target = Role::decode_parameters;
            if (role == Role::dest_map && values_.carried_by(name)) {  // a link that leads nowhere harms nobody
                removals_.add(place + " /...", "carries-value");
                gone.push_back(key);
                continue;
            }
            if (target != Role::none && has_free_keys(role) && values_.carried_by(name)) {
                throw Error(Errc::refused, say(Msg::pdf_name_carries, {word_for(role)}),
                            {{0, std::string(word_for(role)), "", say(Msg::pdf_name_carries, {word_for(role)}), {"stop"}}});
            }
            if (name == "DestOutputProfile") clean_profile(*value);
            const auto inner = place + " /" + shown(name);
            if (target == Role::none) {
                removals_.add(inner, "not-on-list");
                gone.push_back(key);
            } else if (!visit_value(*value, target, inner, name, depth + 1)) {
                gone.push_back(key);
            }
        }
        for (const auto& key : gone) dictionary.RemoveKey(key);
    }

    void clean_profile(const PdfObject& at) {
        PdfObject* profile = at.IsReference() ? objects_.GetObject(at.GetReference()) : nullptr;
        if (profile != nullptr && profile->HasStream() && cleaned_.insert(profile->Reference()).second) pdf::drop_profile_texts(*profile);
    }

    void visit_array(PdfArray& array, Role role, const std::string& place, unsigned depth) {
        if (role == Role::colour_space && array.size() >= 2 && array[0].IsName() && array[0].GetName() == "ICCBased") {
            clean_profile(array[1]);
        }
        for (auto& element : array) {
            if (!visit_value(element, role, place, "", depth + 1)) element = PdfObject();
        }
    }

    // False: the value goes, and has been recorded.
    bool visit_value(PdfObject& value, Role role, const std::string& place, std::string_view key, unsigned depth) {
        if (depth > deepest_sweep) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {"an object", "depth", std::to_string(deepest_sweep)}));
        }
        if (value.IsReference()) return visit_reference(value.GetReference(), role, place, key, depth);
        if (value.IsArray()) {
            // OpenAction may be a destination (ISO 32000-1, table 28).
            visit_array(value.GetArray(), role == Role::action ? Role::destination : role, place, depth);
            return true;
        }
        if (value.IsDictionary()) {
            if (!may_be_dictionary(role) || !is_wanted(value, role)) return refuse_value(place, "not-on-list");
            visit_dictionary(value.GetDictionary(), role, place, false, depth);
            return true;
        }
        if (value.IsString() || value.IsHexString()) {
            return !values_.carried_by_text(value.GetString()) || refuse_value(place, "carries-value");
        }
        if (value.IsName() && names_font(key) && values_.carried_by(value.GetName().GetName())) {
            removals_.add(place, "carries-value");
            value = PdfObject(PdfVariant(PdfName("Redacted")));
        }
        return true;
    }

    bool visit_reference(const PdfReference& reference, Role role, const std::string& place, std::string_view key,
                         unsigned depth) {
        PdfObject* target = objects_.GetObject(reference);
        if (target == nullptr) return false;
        if (role == Role::parent) return true;
        const bool page = pages_.count(reference) != 0;
        // A page that only a link or a destination reaches was never shown to anybody.
        if (role == Role::page || (page && role == Role::destination)) {
            if (page) reach(reference, Role::page);
            return page || refuse_value(place, "not-on-list");
        }
        if (page) return refuse_value(place, "not-on-list");
        if (target->HasStream() ? !may_be_stream(role) : target->IsDictionary() && !may_be_dictionary(role)) {
            return refuse_value(place, "not-on-list");
        }
        if (target->IsDictionary() && !is_wanted(*target, role)) return refuse_value(place, "not-on-list");
        if (target->IsArray() || target->IsDictionary()) {
            reach(reference, role);
            return true;
        }
        return visit_value(*target, role, place, key, depth + 1);
    }

    // Kinds the list keeps only some of.
    bool is_wanted(const PdfObject& object, Role role) const {
        const auto kind_of = [&](const char* key) {
            const PdfObject* kind = object.GetIndirectKey(key);
            return kind != nullptr && kind->IsName() ? kind->GetName().GetName() : std::string();
        };
        if (role == Role::action) {
            const auto kind = kind_of("S");
            return kind == "GoTo" || kind == "URI" || kind == "Named";
        }
        if (role == Role::layer) return kind_of("Type") == "OCG" || kind_of("Type") == "OCMD" || object.IsArray();
        if (role == Role::xobject) return kind_of("Subtype") == "Form" || kind_of("Subtype") == "Image";
        if (role == Role::link) return kind_of("Subtype") == "Link";
        return true;
    }

    bool refuse_value(const std::string& place, std::string_view reason) {
        removals_.add(place, reason);
        return false;
    }

    static bool names_font(std::string_view key) {
        return key == "BaseFont" || key == "FontName" || key == "CMapName";
    }

    // A key an author made up may say anything; only plain words are repeated.
    std::string shown(const std::string& key) const {
        const bool word = key.size() <= 32 && std::all_of(key.begin(), key.end(), [](unsigned char c) {
            return std::isalpha(c) != 0 || c == '-' || c == '_';
        });
        return word && !values_.carried_by(key) ? key : "...";
    }

    PdfVecObjects& objects_;
    const std::map<PdfReference, std::uint32_t>& pages_;
    const RemovedValues& values_;
    Removals& removals_;
    std::set<std::pair<PdfReference, Role>> seen_;
    std::set<PdfReference> cleaned_;
    std::deque<std::pair<PdfReference, Role>> waiting_;
};

}  // namespace

void sweep(PdfMemDocument& document, const std::map<PdfReference, std::uint32_t>& pages, const RemovedValues& values,
           Removals& removals, const std::set<PdfReference>& clean) {
    Sweep(document, pages, values, removals, clean);
}

}  // namespace review
