#include "format/pdf/extract_carriers.hpp"

#include <set>

#include "base/messages/format_pdf.hpp"
#include "base/utf8_scan.hpp"
#include "format/pdf/carried_document.hpp"
#include "format/pdf/field_rows.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/page_notes.hpp"
#include "format/pdf/printed_labels.hpp"
#include "format/pdf/unused_text.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

// Strings that are syntax, digests or font internals and no text of a person.
bool is_no_text(std::string_view key) {
    for (const std::string_view known : {"DA", "ID", "Panose", "CharSet", "Registry", "Ordering", "CheckSum", "Lookup",
                                         "ByteRange", "Cert", "DocChecksum", "O", "U", "OE", "UE", "Perms"}) {
        if (key == known) return true;
    }
    return false;
}

class CarrierReader {
public:
    CarrierReader(const PdfDocument& document, ExtractionSink& sink, std::vector<Carrier>& carriers)
        : document_(document), objects_(document.objects().GetObjects()), sink_(sink), carriers_(carriers),
          next_(document.pages()) {}

    void marks(const PdfObject& holder, std::string&& text, const std::string& label, std::uint32_t page);
    void annotations(const Page& page);
    void fields();
    void outlines();
    void metadata();
    void rest();
    void unused();
    std::uint32_t next() const { return next_; }  // the number behind the last part

private:
    void strings(const PdfObject& object, PartKind kind, const std::string& label, std::uint32_t page, const std::string& beside = {});
    std::string labelled_value(const PdfObject& field);
    std::string own_words(const PdfObject& object, PartKind kind, bool beside, std::uint32_t& value_from);
    void collect(const PdfObject& object, std::string_view key, int depth, std::string& text);
    void rows_of_fields(const Page& page);
    void appearance(PdfObject* appearance, PartKind kind, const std::string& label, const Page& page);
    void files_and_scripts(const PdfObject& value, const std::string& label, int depth);
    void attached_files(const PdfObject& files);
    void attached_file(const PdfObject& stream);
    void xfa(const PdfObject& packets);
    void carried(const CarriedDocument& document, const PdfObject& holder, const char* key);
    void text_stream(const PdfObject& stream, PartKind kind, const std::string& label, const char* key);
    void emit(Part&& part, const PdfObject& object, const char* key);
    const PdfObject* trailer_value(const char* key) { return value_of(document_.objects().GetTrailer(), key, objects_); }

    const PdfDocument& document_;
    PoDoFo::PdfVecObjects& objects_;
    ExtractionSink& sink_;
    std::vector<Carrier>& carriers_;
    std::set<const PdfObject*> done_;
    std::set<const PdfObject*> read_;  // streams
    std::uint32_t next_;
    int attachments_ = 0;
    std::set<const PdfObject*> unused_ = unused_of(document_);  // objects that nothing leads to
};

void CarrierReader::emit(Part&& part, const PdfObject& object, const char* key) {
    if (part.text.empty()) return;
    part.number = next_++;
    carriers_.push_back({part.number, object.Reference(), key});
    sink_.part(std::move(part));
}

// All strings of one object, direct ones inside included, a line each.
void CarrierReader::collect(const PdfObject& object, std::string_view key, int depth, std::string& text) {
    if (depth > 32) return;
    if (object.IsString() || object.IsHexString()) {
        if (!is_no_text(key)) text += text_string(string_of(&object)) + "\n";
    } else if (object.IsArray()) {
        for (const auto& item : object.GetArray()) collect(item, key, depth + 1, text);
    } else if (object.IsDictionary()) {
        for (const auto& [name, value] : object.GetDictionary().GetKeys()) collect(*value, name.GetName(), depth + 1, text);
    }
}

// 12.7.3.1: what the field is called, and what people see it called, say what its value is: as a label does on paper.
std::string CarrierReader::labelled_value(const PdfObject& field) {
    const auto text_at = [&](const char* key) { return text_string(string_of(value_of(&field, key, objects_))); };
    const auto value = text_at("V");
    std::string lines;
    if (value.empty()) return lines;
    for (const char* key : {"TU", "T"}) {
        auto name = text_at(key);
        while (name.ends_with(':')) name.pop_back();
        while (name.ends_with("：")) name.resize(name.size() - std::string_view("：").size());
        if (!name.empty() && lines.empty()) lines = name + "：" + value + "\n";
        else if (!name.empty()) lines = name + "\n" + lines;
    }
    return lines;
}

// The strings of one object; the value where it has a name, or where something is printed beside it, as a line before the others.
std::string CarrierReader::own_words(const PdfObject& object, PartKind kind, bool beside, std::uint32_t& value_from) {
    std::string text;
    if (kind == PartKind::field) text = labelled_value(object);
    const auto value = beside ? value_in_place(object, objects_) : std::string();
    const bool named = !text.empty();
    if (beside && !named) text = value + "\n";
    if (text.empty()) {
        collect(object, "", 0, text);
        return text;
    }
    if (beside) value_from = static_cast<std::uint32_t>(text.size() - value.size() - 1);
    const auto is_told = [&](std::string_view key) { return key == (kind == PartKind::field ? "V" : "Contents") || (named && (key == "T" || key == "TU")); };
    for (const auto& [name, more] : object.GetDictionary().GetKeys()) {
        if (!is_told(name.GetName())) collect(*more, name.GetName(), 1, text);
    }
    return text;
}

void CarrierReader::strings(const PdfObject& object, PartKind kind, const std::string& label, std::uint32_t page, const std::string& beside) {
    if (!done_.insert(&object).second) return;
    Part part;
    part.kind = kind;
    part.label = label;
    part.page = page;
    part.text = own_words(object, kind, !beside.empty(), part.beside_from);
    part.beside = beside;
    emit(std::move(part), object, unused_.contains(&object) ? carrier_unused : "strings");
}

void CarrierReader::appearance(PdfObject* look, PartKind kind, const std::string& label, const Page& page) {
    if (!look) return;
    if (!look->HasStream()) {  // one appearance for each state
        if (!look->IsDictionary()) return;
        for (const auto& [state, stream] : look->GetDictionary().GetKeys()) {
            auto* form = resolve(const_cast<PdfObject*>(stream), objects_);
            if (form && form->HasStream()) appearance(form, kind, label, page);
        }
        return;
    }
    PageNotes seen;
    auto order = read_form(document_.context(), *look, &seen);
    seen.report({next_, page.number, label + ", appearance", {}, {}, {}, false}, sink_);
    Part part;
    part.kind = kind;
    part.label = label + ", appearance";
    part.page = page.number;
    part.painted = order.painted();
    part.text = std::move(order.text);
    part.glyph_ends = std::move(order.glyph_ends);
    emit(std::move(part), *look, "AP");
    marks(*look, std::move(order.marked), label + ", appearance", page.number);
}

void CarrierReader::marks(const PdfObject& holder, std::string&& text, const std::string& label, std::uint32_t page) {
    Part part;
    part.kind = PartKind::metadata;
    part.label = label + ", marked content";
    part.page = page;
    part.text = std::move(text);
    emit(std::move(part), holder, carrier_of_marks);
}

void CarrierReader::annotations(const Page& page) {
    auto* list = value_of(page.object, "Annots", objects_);
    if (!list || !list->IsArray()) return;
    const auto beside = printed_labels(document_, page);
    int number = 0;
    for (auto& item : list->GetArray()) {
        auto* annotation = resolve(&item, objects_);
        if (!annotation || !annotation->IsDictionary()) continue;
        const bool widget = name_of(value_of(annotation, "Subtype", objects_)) == "Widget";
        const auto kind = widget ? PartKind::field : PartKind::annotation;
        const auto label = "page " + std::to_string(page.number) + ", " + (widget ? "field " : "annotation ") + std::to_string(++number);
        const auto printed = beside.find(annotation);
        strings(*annotation, kind, label, page.number, printed == beside.end() ? std::string() : printed->second);
        appearance(value_of(value_of(annotation, "AP", objects_), "N", objects_), kind, label, page);
    }
    rows_of_fields(page);
}

// Another reading of fields that are told one by one, too. Its glyphs have the places of the fields: what is cut in it is cut there.
void CarrierReader::rows_of_fields(const Page& page) {
    int number = 0;
    for (const auto& row : field_rows(page, objects_)) {
        Part part;
        part.kind = PartKind::field;
        part.label = "page " + std::to_string(page.number) + ", row of fields " + std::to_string(++number);
        part.page = page.number;
        for (const auto& field : row) {
            part.text += field.text;
            part.quads.insert(part.quads.end(), count_characters(field.text), field.quad);
        }
        emit(std::move(part), *page.object, carrier_row_of_fields);
    }
}

void CarrierReader::fields() {
    const auto* form = value_of(document_.objects().GetCatalog(), "AcroForm", objects_);
    if (!form) return;
    if (const auto* packets = value_of(form, "XFA", objects_)) xfa(*packets);
    std::vector<const PdfObject*> stack;
    std::set<const PdfObject*> seen;
    if (const auto* list = value_of(form, "Fields", objects_)) stack.push_back(list);
    int number = 0;
    while (!stack.empty()) {
        const auto* object = stack.back();
        stack.pop_back();
        if (!object || !seen.insert(object).second) continue;
        if (object->IsArray()) {
            const auto& items = object->GetArray();
            for (std::size_t i = items.size(); i-- > 0;) stack.push_back(resolve(&items[i], objects_));
        } else if (object->IsDictionary()) {
            strings(*object, PartKind::field, "field " + std::to_string(++number), 0);
            if (const auto* kids = value_of(object, "Kids", objects_)) stack.push_back(kids);
        }
    }
}

void CarrierReader::outlines() {
    std::vector<const PdfObject*> stack{value_of(value_of(document_.objects().GetCatalog(), "Outlines", objects_), "First", objects_)};
    int number = 0;
    while (!stack.empty()) {
        const auto* item = stack.back();
        stack.pop_back();
        if (!item || !item->IsDictionary() || done_.count(item)) continue;
        strings(*item, PartKind::outline, "outline " + std::to_string(++number), 0);
        stack.push_back(value_of(item, "Next", objects_));
        stack.push_back(value_of(item, "First", objects_));
    }
}

void CarrierReader::metadata() {
    if (const auto* info = trailer_value("Info")) strings(*info, PartKind::metadata, "document information", 0);
}

// File specifications and actions stand by themselves, in arrays of names, in annotations.
void CarrierReader::files_and_scripts(const PdfObject& value, const std::string& label, int depth) {
    if (depth > 32) return;
    if (value.IsArray()) {
        for (const auto& item : value.GetArray()) files_and_scripts(item, label, depth + 1);
    }
    if (!value.IsDictionary()) return;
    if (const auto* files = value_of(&value, "EF", objects_)) attached_files(*files);
    // Text strings that may be streams: a script (table 217), rich text and a field's value (tables 170, 222, 228).
    for (const char* key : {"JS", "RC", "RV", "V", "DV"}) {
        const auto* text = value_of(&value, key, objects_);
        if (text && text->HasStream()) text_stream(*text, key[0] == 'J' ? PartKind::script : PartKind::field, label, key);
    }
    for (const auto& [key, item] : value.GetDictionary().GetKeys()) files_and_scripts(*item, label, depth + 1);
}

void CarrierReader::text_stream(const PdfObject& stream, PartKind kind, const std::string& label, const char* key) {
    if (!read_.insert(&stream).second) return;
    bool whole = false;
    Part part;
    part.kind = kind;
    part.label = label;
    part.text = text_string(stream_of(stream, document_.limits().stream_bytes, whole));
    if (!whole) {
        sink_.blind_spot({next_, 0, label, BlindReason::malformed, say(Msg::pdf_damaged_stream), label_of(stream.Reference()), true});
    }
    emit(std::move(part), stream, key);
}

// Table 45: one file, under a name for each system; nothing says that they are the same.
void CarrierReader::attached_files(const PdfObject& files) {
    for (const char* key : {"UF", "F", "DOS", "Mac", "Unix"}) {
        const auto* stream = value_of(&files, key, objects_);
        if (stream && stream->HasStream() && read_.insert(stream).second) attached_file(*stream);
    }
}

void CarrierReader::attached_file(const PdfObject& stream) {
    const auto label = "attachment " + std::to_string(++attachments_);
    const auto where = label_of(stream.Reference());
    bool whole = false;
    const auto bytes = stream_of(stream, document_.limits().stream_bytes, whole);
    const auto inside = whole ? read_carried(label, bytes, document_.limits(), PartKind::attachment) : CarriedDocument{{}, {}, where};
    if (!inside.unread.empty()) {
        sink_.blind_spot({next_, 0, label, BlindReason::unsupported, say(Msg::pdf_attachment_unreadable, {inside.unread}), where, true});
    }
    carried(inside, stream, "EF");
}

void CarrierReader::carried(const CarriedDocument& document, const PdfObject& holder, const char* key) {
    for (auto part : document.parts) emit(std::move(part), holder, key);
    for (auto spot : document.blind_spots) sink_.blind_spot(std::move(spot));
}

// 12.7.8: one XML document, whole in a stream or as packets: a name, its stream, and so on.
void CarrierReader::xfa(const PdfObject& packets) {
    const auto most = document_.limits().stream_bytes;
    std::string xml;
    bool whole = true;
    const PdfObject* holder = nullptr;
    const auto append = [&](const PdfObject* packet) {
        if (!packet || !packet->HasStream()) return;
        bool all = false;
        if (xml.size() < most) xml += stream_of(*packet, most, all);
        whole = whole && all;
        if (!holder) holder = packet;
    };
    append(&packets);
    if (packets.IsArray()) {
        for (const auto& item : packets.GetArray()) append(resolve(&item, objects_));
    }
    CarriedDocument inside;
    if (holder && whole) inside = read_carried("XFA form", xml, document_.limits(), PartKind::field);
    if (!holder || !whole || !inside.unread.empty()) {
        const auto where = label_of(holder ? holder->Reference() : packets.Reference());
        sink_.blind_spot({next_, 0, "form", BlindReason::unsupported, say(Msg::pdf_xfa, {inside.unread.empty() ? where : inside.unread}), where, true});
    }
    if (holder) carried(inside, *holder, "XFA");
}

void CarrierReader::rest() {
    for (const auto* object : objects_) {
        const auto label = (unused_.contains(object) ? unused_label : "object ") + label_of(object->Reference());
        files_and_scripts(*object, label, 0);
        if (done_.count(object)) continue;
        if (object->IsDictionary()) {
            const auto& keys = object->GetDictionary();
            if (object->HasStream() && name_of(value_of(object, "Type", objects_)) == "Metadata") {
                bool whole = false;
                Part part;
                part.kind = PartKind::metadata;
                part.label = "XMP " + label;
                part.text = stream_of(*object, document_.limits().stream_bytes, whole);
                emit(std::move(part), *object, "Metadata");
            }
            const auto kind = keys.HasKey("JS") ? PartKind::script : keys.HasKey("EF") ? PartKind::attachment : PartKind::metadata;
            strings(*object, kind, label, 0);
        } else if (object->IsArray() || object->IsString() || object->IsHexString()) {
            strings(*object, PartKind::metadata, label, 0);
        }
    }
}

void CarrierReader::unused() {
    for (auto& text : unused_text(document_, unused_)) {
        const auto object = label_of(text.object->Reference());
        const auto label = text.of_button ? "object " + object + ", appearance" : unused_label + object;
        text.notes.report({next_, 0, label, {}, {}, {}, true}, sink_);
        Part part;
        part.kind = PartKind::metadata;
        part.label = label;
        part.text = std::move(text.text);
        emit(std::move(part), *text.object, carrier_unused);
    }
}

}  // namespace

std::uint32_t extract_carriers(const PdfDocument& document, MarkedPages marked, ExtractionSink& sink, std::vector<Carrier>& carriers) {
    CarrierReader reader(document, sink, carriers);
    for (const auto& page : document.page_list()) {
        if (const auto text = marked.find(page.number); text != marked.end()) {
            reader.marks(*page.object, std::move(text->second), "page " + std::to_string(page.number), page.number);
        }
        reader.annotations(page);
    }
    reader.fields();
    reader.outlines();
    reader.metadata();
    reader.rest();
    reader.unused();
    return reader.next();
}

}  // namespace review::pdf
