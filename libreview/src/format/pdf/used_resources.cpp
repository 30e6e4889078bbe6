#include "format/pdf/used_resources.hpp"

#include <map>
#include <set>
#include <string>

#include "format/pdf/lexer.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/stream_data.hpp"

namespace review {

using namespace PoDoFo;

namespace {

// Category of the resources (table 33) -> names.
using Names = std::map<std::string, std::set<std::string>>;

const char* const categories[] = {"ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font", "Properties"};

// What an operator names: its last operand, save for Tf (annex A).
const char* category_of(std::string_view op) {
    if (op == "Do") return "XObject";
    if (op == "Tf") return "Font";
    if (op == "gs") return "ExtGState";
    if (op == "sh") return "Shading";
    if (op == "cs" || op == "CS") return "ColorSpace";
    if (op == "scn" || op == "SCN") return "Pattern";
    if (op == "BDC" || op == "DP") return "Properties";
    return nullptr;
}

void note(const pdf::Operation& op, Names& used) {
    using Kind = pdf::Operand::Kind;
    if (op.operands.empty()) return;
    if (op.op == "BI") {
        for (const char* key : {"CS", "ColorSpace"}) {
            const auto* space = op.operands[0].value_of(key);
            if (space != nullptr && space->kind == Kind::name) used["ColorSpace"].insert(space->text);
        }
        return;
    }
    const char* category = category_of(op.op);
    if (category == nullptr) return;
    // Surplus operands are tolerated by readers in more than one way: any name among them counts.
    for (const auto& operand : op.operands) {
        if (operand.kind == Kind::name) used[category].insert(operand.text);
    }
}

class Narrower {
public:
    Narrower(PdfVecObjects& objects, Removals& removals) : objects_(objects), removals_(removals) {}

    void page(PdfObject& page) {
        const auto* contents = pdf::value_of(&page, "Contents", objects_);
        if (contents == nullptr || !contents->HasStream()) return;
        narrow(page, {contents});
        finish();
    }

    const std::vector<PdfObject*>& fonts() const { return fonts_; }

private:
    // The dictionary `holder` has resources of its own, and `drawn` are the streams that use them.
    void narrow(PdfObject& holder, const std::vector<const PdfObject*>& drawn) {
        const auto* resources = pdf::value_of(&holder, "Resources", objects_);
        if (resources == nullptr || !resources->IsDictionary()) return;
        Names used;
        used["ColorSpace"] = {"DefaultGray", "DefaultRGB", "DefaultCMYK"};  // 8.6.5.6: named by no operator
        std::set<const PdfObject*> borrowers;
        bool readable = true;
        for (const auto* stream : drawn) readable = collect(*stream, *resources, used, borrowers) && readable;
        PdfDictionary own = resources->GetDictionary();
        for (const char* category : categories) {
            const auto* all = pdf::value_of(resources, category, objects_);
            if (all == nullptr || !all->IsDictionary()) continue;
            PdfDictionary kept;
            for (const auto& [name, value] : all->GetDictionary().GetKeys()) {
                if (readable && used[category].count(name.GetName()) == 0) continue;
                kept.AddKey(name, *value);
            }
            own.RemoveKey(category);
            if (!kept.GetKeys().empty()) own.AddKey(category, kept);
        }
        holder.GetDictionary().AddKey("Resources", own);
        follow(*holder.GetDictionary().GetKey("Resources"));
    }

    void follow(const PdfObject& resources) {
        for (const char* category : categories) {
            const auto* all = pdf::value_of(&resources, category, objects_);
            if (all == nullptr || !all->IsDictionary()) continue;
            for (const auto& [name, value] : all->GetDictionary().GetKeys()) waiting_.push_back(pdf::resolve(value, objects_));
        }
    }

    // Names that one stream takes from `resources`, and those of everything it draws that has none of its
    // own. False: not all of it could be read.
    bool collect(const PdfObject& stream, const PdfObject& resources, Names& used, std::set<const PdfObject*>& borrowers) {
        if (!borrowers.insert(&stream).second) return true;
        Names here;
        const auto content = filtered_stream(stream);
        pdf::Lexer lexer(as_text(content));
        pdf::Operation op;
        while (lexer.next(op)) note(op, here);
        bool readable = !lexer.broken();
        for (const auto& [category, names] : here) {
            used[category].insert(names.begin(), names.end());
            const auto* all = pdf::value_of(&resources, category.c_str(), objects_);
            for (const auto& name : names) {
                const auto* named = pdf::value_of(all, name.c_str(), objects_);
                if (named == nullptr || pdf::value_of(named, "Resources", objects_) != nullptr) continue;
                for (const auto* borrower : drawn_by(*named)) {
                    readable = collect(*borrower, resources, used, borrowers) && readable;
                }
            }
        }
        return readable;
    }

    // Content streams behind a resource: a form, a tiling pattern, the glyphs of a Type 3 font.
    std::vector<const PdfObject*> drawn_by(const PdfObject& resource) {
        if (resource.HasStream()) {
            const bool form = pdf::name_of(pdf::value_of(&resource, "Subtype", objects_)) == "Form";
            const bool tiling = pdf::value_of(&resource, "PatternType", objects_) != nullptr;
            return form || tiling ? std::vector<const PdfObject*>{&resource} : std::vector<const PdfObject*>{};
        }
        std::vector<const PdfObject*> glyphs;
        const auto* procedures = pdf::value_of(&resource, "CharProcs", objects_);
        if (procedures == nullptr || !procedures->IsDictionary()) return glyphs;
        for (const auto& [name, value] : procedures->GetDictionary().GetKeys()) {
            const auto* glyph = pdf::resolve(value, objects_);
            if (glyph != nullptr && glyph->HasStream()) glyphs.push_back(glyph);
        }
        return glyphs;
    }

    // Type is required of a font and missing in real ones.
    bool is_font_kind(const PdfObject& resource) const {
        const auto kind = pdf::name_of(pdf::value_of(&resource, "Subtype", objects_));
        return kind == "Type0" || kind == "Type1" || kind == "MMType1" || kind == "TrueType" || kind == "Type3";
    }

    void finish() {
        while (!waiting_.empty()) {
            PdfObject* resource = waiting_.back();
            waiting_.pop_back();
            if (resource == nullptr || !done_.insert(resource).second) continue;
            if (resource->HasStream() && pdf::name_of(pdf::value_of(resource, "Subtype", objects_)) == "PS") blank(*resource);
            // A graphics state brings a soft mask's form or a font (table 58).
            waiting_.push_back(pdf::value_of(pdf::value_of(resource, "SMask", objects_), "G", objects_));
            if (auto* font = pdf::value_of(resource, "Font", objects_); font != nullptr && font->IsArray() && !font->GetArray().empty()) {
                waiting_.push_back(pdf::resolve(&font->GetArray()[0], objects_));
            }
            if (!resource->IsDictionary()) continue;
            if (pdf::name_of(pdf::value_of(resource, "Type", objects_)) == "Font" || is_font_kind(*resource)) fonts_.push_back(resource);
            if (const auto drawn = drawn_by(*resource); !drawn.empty()) narrow(*resource, drawn);
        }
    }

    // PostScript (8.8.2): no viewer draws it, and it may say anything.
    void blank(PdfObject& postscript) {
        PdfArray box;
        for (int i = 0; i < 4; ++i) box.push_back(PdfObject(pdf_int64{0}));
        postscript.GetDictionary() = PdfDictionary();
        postscript.GetDictionary().AddKey("Type", PdfName("XObject"));
        postscript.GetDictionary().AddKey("Subtype", PdfName("Form"));
        postscript.GetDictionary().AddKey("BBox", box);
        set_stream(postscript, {});
        removals_.add("/XObject PS", "not-on-list");
    }

    PdfVecObjects& objects_;
    Removals& removals_;
    std::vector<PdfObject*> waiting_, fonts_;
    std::set<const PdfObject*> done_;
};

}  // namespace

std::vector<PdfObject*> drop_unused_resources(PdfMemDocument& document, const std::vector<PdfReference>& pages, Removals& removals) {
    Narrower narrower(document.GetObjects(), removals);
    for (const auto& page : pages) narrower.page(*document.GetObjects().MustGetObject(page));
    return narrower.fonts();
}

}  // namespace review
