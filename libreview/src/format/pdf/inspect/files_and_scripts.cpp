#include "format/pdf/inspect/files_and_scripts.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <review/draft.hpp>

#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr int deepest = 32;

class Finder {
public:
    Finder(const PdfDocument& document, Inspection& seen)
        : document_(document), objects_(document.objects().GetObjects()), seen_(seen) {}

    void look_at(const PdfObject& object, const std::string& label, int depth);
    void pages();
    void forms();

private:
    Concealed& add(Concealment kind, Manner manner, Severity severity, std::string label, const std::string& object);
    void attachments(const PdfObject& specification, const std::string& object);
    void attachment(const PdfObject& file, const std::string& shown, const std::string& object);
    void script(const PdfObject& code, const std::string& object);
    void signature(const PdfObject& dictionary, const std::string& object);
    std::string data_of(const PdfObject& value) const;

    const PdfDocument& document_;
    PoDoFo::PdfVecObjects& objects_;
    Inspection& seen_;
    std::set<const PdfObject*> files_, codes_;
};

Concealed& Finder::add(Concealment kind, Manner manner, Severity severity, std::string label, const std::string& object) {
    auto& found = seen_.concealed.emplace_back();
    found.kind = kind;
    found.manner = manner;
    found.severity = severity;
    found.label = std::move(label);
    found.object = object;
    return found;
}

std::string Finder::data_of(const PdfObject& value) const {
    bool whole = false;
    return value.HasStream() ? stream_of(value, document_.limits().stream_bytes, whole) : string_of(&value);
}

// Dictionaries stand in dictionaries and arrays; `object` is the one that holds them all.
void Finder::look_at(const PdfObject& value, const std::string& object, int depth) {
    if (depth > deepest) return;
    if (value.IsArray()) {
        for (const auto& item : value.GetArray()) look_at(item, object, depth + 1);
    }
    if (!value.IsDictionary()) return;
    if (value.GetDictionary().HasKey("EF")) attachments(value, object);
    if (const auto* code = value_of(&value, "JS", objects_)) script(*code, object);
    if (value.GetDictionary().HasKey("ByteRange")) signature(value, object);
    if (name_of(value_of(&value, "Type", objects_)) == "Metadata" && value.HasStream() &&
        data_of(value).find("xmpGImg:image") != std::string::npos) {
        add(Concealment::thumbnail, Manner::metadata_image, Severity::medium, "object " + object, object).count = 1;
    }
    for (const auto& [key, item] : value.GetDictionary().GetKeys()) look_at(*item, object, depth + 1);
}

// Table 45: one file, under a name for each system; nothing says that they are the same.
void Finder::attachments(const PdfObject& specification, const std::string& object) {
    const auto* files = value_of(&specification, "EF", objects_);
    const auto* named = value_of(&specification, "UF", objects_) ? value_of(&specification, "UF", objects_)
                                                                 : value_of(&specification, "F", objects_);
    for (const char* key : {"UF", "F", "DOS", "Mac", "Unix"}) {
        const auto* stream = value_of(files, key, objects_);
        if (stream && stream->HasStream() && files_.insert(stream).second) {
            attachment(*stream, named ? text_string(string_of(named)) : std::string(), object);
        }
    }
}

void Finder::attachment(const PdfObject& file, const std::string& shown, const std::string& object) {
    const auto label = "attachment " + std::to_string(files_.size());
    auto& found = add(Concealment::attachment, Manner::file, Severity::medium, label, object);
    found.text = Sensitive(shown);
    found.preview = masked_line(shown);
    bool whole = false;
    const auto bytes = stream_of(file, document_.limits().stream_bytes, whole);
    found.count = bytes.size();
    auto options = document_.options();
    if (!whole || options.limits.nesting == 0) return;  // a blind spot of the draft already
    --options.limits.nesting;
    const Draft draft = make_draft(label, Bytes(bytes.begin(), bytes.end()));
    auto inside = inspect_document(draft, options);
    if (inside.failure.empty()) found.inside.push_back(std::move(inside));
}

void Finder::script(const PdfObject& code, const std::string& object) {
    if (code.Reference().ObjectNumber() != 0 && !codes_.insert(&code).second) return;
    const auto text = text_string(data_of(code));
    auto& found = add(Concealment::script, Manner::javascript, Severity::medium, "object " + object, object);
    found.count = text.size();
    found.text = Sensitive(text);
    found.preview = masked_line(text);
}

// 12.8.1: pairs of offset and length; all but the hole for the signature, if nothing was added since.
void Finder::signature(const PdfObject& dictionary, const std::string& object) {
    const auto* range = value_of(&dictionary, "ByteRange", objects_);
    if (!range || !range->IsArray() || range->GetArray().size() != 4) return;
    double numbers[4];
    for (std::size_t i = 0; i < 4; ++i) numbers[i] = std::clamp(number_of(resolve(&range->GetArray()[i], objects_)), 0.0, 1e15);
    const auto end = static_cast<std::uint64_t>(numbers[2] + numbers[3]);
    seen_.signatures.push_back({object, static_cast<std::uint64_t>(numbers[1] + numbers[3]),
                                numbers[0] == 0 && end == document_.draft().bytes.size()});
}

void Finder::pages() {
    for (const auto& page : document_.page_list()) {
        const auto* picture = value_of(page.object, "Thumb", objects_);
        if (!picture) continue;
        auto& found = add(Concealment::thumbnail, Manner::page_image, Severity::medium, "page " + std::to_string(page.number),
                          label_of(picture->Reference()));
        found.page = page.number;
        found.count = 1;
    }
}

void Finder::forms() {
    const auto* form = value_of(document_.objects().GetCatalog(), "AcroForm", objects_);
    const auto* xfa = value_of(form, "XFA", objects_);
    if (!xfa) return;
    auto& found = add(Concealment::script, Manner::xfa, Severity::medium, "form", "");
    found.count = xfa->IsArray() ? xfa->GetArray().size() / 2 : 1;
}

}  // namespace

void add_files_and_scripts(const PdfDocument& document, Inspection& seen) {
    Finder finder(document, seen);
    for (const auto* object : document.objects().GetObjects()) finder.look_at(*object, label_of(object->Reference()), 0);
    finder.pages();
    finder.forms();
}

}  // namespace review::pdf
