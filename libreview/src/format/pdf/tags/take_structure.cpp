#include <algorithm>
#include <array>
#include <string_view>

#include "format/pdf/object_access.hpp"
#include "format/pdf/tags/structure_tree.hpp"
#include "format/pdf/tags/structure_types.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfReference;

namespace {

constexpr int deepest = 200;
constexpr std::size_t most_elements = 2'000'000;

struct TooMuch {};

// Attributes that say how to read (ISO 32000-1, 14.8.5) and measure nothing, with the values that are standard.
struct Attribute {
    std::string_view owner, key, values;
};
constexpr std::array attributes{
    Attribute{"Layout", "Placement", " Block Inline Before Start End "},
    Attribute{"Layout", "WritingMode", " LrTb RlTb TbRl "},
    Attribute{"List", "ListNumbering", " None Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha "},
    Attribute{"Table", "Scope", " Row Column Both "},
    Attribute{"Table", "RowSpan", ""},
    Attribute{"Table", "ColSpan", ""},
};
constexpr double widest_span = 10'000;

class TreeReader {
public:
    TreeReader(PoDoFo::PdfMemDocument& document, const std::set<PdfReference>& gone, Removals& removals)
        : objects_(document.GetObjects()), gone_(gone), removals_(removals) {}

    StructureTree read(const PdfObject& root) {
        roles_ = value_of(&root, "RoleMap", objects_);
        read_kids(value_of(&root, "K", objects_), {}, tree_.kids, 0);
        std::erase_if(tree_.kids, [](const StructureKid& kid) { return kid.kind != StructureKid::Kind::element; });
        return std::move(tree_);
    }

private:
    static PdfReference reference_at(const PdfObject& object, const char* key) {
        const auto* value = object.GetDictionary().GetKey(PoDoFo::PdfName(key));
        return value != nullptr && value->IsReference() ? value->GetReference() : PdfReference();
    }

    void read_kids(const PdfObject* kids, const PdfReference& page, std::vector<StructureKid>& into, int depth) {
        if (kids == nullptr) return;
        if (!kids->IsArray()) return read_kid(kids, page, into, depth);
        for (const auto& kid : kids->GetArray()) read_kid(resolve(&kid, objects_), page, into, depth);
    }

    void read_kid(const PdfObject* kid, const PdfReference& page, std::vector<StructureKid>& into, int depth) {
        if (kid == nullptr) return;
        if (kid->IsNumber()) return add_content(*kid, page, into);
        if (!kid->IsDictionary()) return;
        const auto kind = name_of(value_of(kid, "Type", objects_));
        const auto own = reference_at(*kid, "Pg");
        const auto& at = own == PdfReference() ? page : own;
        if (kind == "MCR") {
            const auto* number = value_of(kid, "MCID", objects_);
            // Content of a form: the form is one piece of the page's content.
            if (number != nullptr && value_of(kid, "Stm", objects_) == nullptr) add_content(*number, at, into);
            else add_other(at, into);
        } else if (kind == "OBJR") {
            const auto annotation = reference_at(*kid, "Obj");
            if (annotation != PdfReference()) into.push_back({StructureKid::Kind::link, 0, at, 0, annotation});
        } else {
            read_element(*kid, at, into, depth);
        }
    }

    void add_content(const PdfObject& number, const PdfReference& page, std::vector<StructureKid>& into) {
        if (!number.IsNumber() || number.GetNumber() < 0 || number.GetNumber() > UINT32_MAX || page == PdfReference()) {
            return add_other(page, into);
        }
        into.push_back({StructureKid::Kind::content, 0, page, static_cast<std::uint32_t>(number.GetNumber()), {}});
    }

    static void add_other(const PdfReference& page, std::vector<StructureKid>& into) {
        into.push_back({StructureKid::Kind::other, 0, page, 0, {}});
    }

    void read_element(const PdfObject& object, const PdfReference& page, std::vector<StructureKid>& into, int depth) {
        if (depth > deepest || tree_.elements.size() >= most_elements) throw TooMuch{};
        if (!seen_.insert(&object).second) return;
        const auto index = tree_.elements.size();
        tree_.elements.emplace_back();
        into.push_back({StructureKid::Kind::element, index, {}, 0, {}});
        StructureElement element;
        element.type = standard(name_of(value_of(&object, "S", objects_)));
        element.language = language(value_of(&object, "Lang", objects_));
        const bool strings_go = gone_.contains(object.Reference());
        if (const auto* alt = value_of(&object, "Alt", objects_); alt != nullptr && alt->IsString() && !strings_go) {
            element.description = alt->GetString();
        } else if (alt != nullptr) {
            removals_.add("structure /Alt", "carries-value");
        }
        for (const char* key : {"T", "E", "ID", "ActualText"}) {
            if (object.GetDictionary().HasKey(PoDoFo::PdfName(key))) removals_.add(std::string("structure /") + key, "not-on-list");
        }
        read_attributes(value_of(&object, "A", objects_), element);
        read_kids(value_of(&object, "K", objects_), page, element.kids, depth + 1);
        tree_.elements[index] = std::move(element);
    }

    // 14.7.3: a role of the author's stands for another, and so on to a standard one.
    std::string standard(std::string type) const {
        constexpr int most_roles = 16;
        for (int i = 0; i < most_roles && !is_structure_type(type); ++i) {
            type = type.empty() ? type : name_of(value_of(roles_, type.c_str(), objects_));
        }
        return is_structure_type(type) ? type : "NonStruct";
    }

    // A language tag (RFC 3066), not a sentence.
    std::string language(const PdfObject* value) const {
        const auto text = string_of(value);
        const bool tag = text.size() <= 12 && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
        return tag ? text : "";
    }

    // One dictionary of them, or several with their revision numbers between; one owner's are kept.
    void read_attributes(const PdfObject* value, StructureElement& element) const {
        if (value == nullptr) return;
        if (value->IsArray()) {
            for (const auto& item : value->GetArray()) {
                const auto* one = resolve(&item, objects_);
                if (one != nullptr && one->IsDictionary()) read_attributes(one, element);
            }
        }
        if (!value->IsDictionary()) return;
        const auto owner = name_of(value_of(value, "O", objects_));
        if (!element.attributes.empty() && element.attributes_of != owner) return;
        for (const auto& known : attributes) {
            if (known.owner != owner) continue;
            const auto* held = value_of(value, std::string(known.key).c_str(), objects_);
            const auto text = known.values.empty() ? span_of(held) : known_name(name_of(held), known.values);
            if (!text.empty()) element.attributes.emplace_back(known.key, text);
        }
        if (!element.attributes.empty()) element.attributes_of = owner;
    }

    static std::string span_of(const PdfObject* value) {
        const double span = number_of(value);
        return span >= 1 && span <= widest_span ? std::to_string(static_cast<int>(span)) : "";
    }
    static std::string known_name(const std::string& name, std::string_view values) {
        return !name.empty() && values.find(" " + name + " ") != values.npos ? name : "";
    }

    PoDoFo::PdfVecObjects& objects_;
    const std::set<PdfReference>& gone_;
    Removals& removals_;
    const PdfObject* roles_ = nullptr;
    StructureTree tree_;
    std::set<const PdfObject*> seen_;
};

}  // namespace

StructureTree take_structure(PoDoFo::PdfMemDocument& document, const std::set<PdfReference>& gone, Removals& removals) {
    auto& catalogue = *document.GetCatalog();
    StructureTree tree;
    Removals read = removals;
    if (const auto* root = value_of(&catalogue, "StructTreeRoot", document.GetObjects()); root != nullptr && root->IsDictionary()) {
        try {
            tree = TreeReader(document, gone, read).read(*root);
        } catch (const TooMuch&) {
            tree = {};
        }
    }
    for (const char* key : {"StructTreeRoot", "MarkInfo"}) {
        const PoDoFo::PdfName name(key);
        if (catalogue.GetDictionary().HasKey(name) && tree.empty()) removals.add(std::string("/Root /") + key, "not-on-list");
        catalogue.GetDictionary().RemoveKey(name);
    }
    if (!tree.empty()) removals = std::move(read);
    return tree;
}

}  // namespace review::pdf
