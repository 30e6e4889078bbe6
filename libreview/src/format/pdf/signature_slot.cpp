#include "format/pdf/slot.hpp"

#include <algorithm>
#include <set>

#include <podofo/podofo.h>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/signature_look.hpp"
#include "format/pdf/writer.hpp"

namespace review {

using namespace PoDoFo;

namespace {

constexpr std::size_t field_digits = 10;

void refuse_signed(const PdfVecObjects& objects) {
    for (const PdfObject* object : objects) {
        if (object->IsDictionary() && object->GetDictionary().HasKey("ByteRange")) {
            throw Error(Errc::refused, say(Msg::pdf_signed_already));
        }
    }
}

// The page tree is walked by hand: /Count lies, GetPage may give NULL.
PdfObject& first_page(PdfMemDocument& document) {
    PdfObject* node = document.GetCatalog()->GetIndirectKey("Pages");
    std::set<PdfReference> seen;
    while (node != nullptr && node->IsDictionary() && seen.insert(node->Reference()).second) {
        PdfObject* kids = node->GetIndirectKey("Kids");
        if (kids == nullptr) return *node;
        if (!kids->IsArray() || kids->GetArray().empty()) break;
        PdfObject& first = kids->GetArray()[0];
        node = first.IsReference() ? document.GetObjects().GetObject(first.GetReference()) : &first;
    }
    throw Error(Errc::malformed, say(Msg::pdf_no_page_to_sign));
}

PdfString text_string(const std::string& utf8) {
    const auto* text = reinterpret_cast<const pdf_utf8*>(utf8.c_str());
    const bool ascii = std::all_of(utf8.begin(), utf8.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
    return ascii ? PdfString(utf8.c_str()) : PdfString(text);
}

std::string digits(std::uint64_t value) {
    auto text = std::to_string(value);
    return std::string(field_digits - std::min(field_digits, text.size()), '0') + text;
}

std::string range_text(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    return "[0 " + digits(a) + ' ' + digits(b) + ' ' + digits(c) + ']';
}

void add_dictionary(PdfDictionary& signature, const SlotFields& fields, std::size_t reserved) {
    signature.AddKey("Type", PdfName("Sig"));
    signature.AddKey("Filter", PdfName("Adobe.PPKLite"));
    signature.AddKey("SubFilter", PdfName("ETSI.CAdES.detached"));
    signature.AddKey("ByteRange", PdfVariant(PdfData(range_text(0, 0, 0).c_str())));
    signature.AddKey("Contents", PdfVariant(PdfData(('<' + std::string(2 * reserved, '0') + '>').c_str())));
    if (!fields.reason.empty()) signature.AddKey("Reason", text_string(fields.reason));
    if (!fields.location.empty()) signature.AddKey("Location", text_string(fields.location));
    if (!fields.name.empty()) signature.AddKey("Name", text_string(fields.name));
    if (!fields.time.empty()) signature.AddKey("M", PdfString(fields.time.c_str()));
    // ISO 32000-1, 12.8.2.2: P 1 permits no change at all.
    PdfDictionary permits;
    permits.AddKey("Type", PdfName("TransformParams"));
    permits.AddKey("P", pdf_int64{1});
    permits.AddKey("V", PdfName("1.2"));
    PdfDictionary reference;
    reference.AddKey("Type", PdfName("SigRef"));
    reference.AddKey("TransformMethod", PdfName("DocMDP"));
    reference.AddKey("TransformParams", permits);
    PdfArray references;
    references.push_back(reference);
    signature.AddKey("Reference", references);
}

// Zero-sized, on the first page: there is nothing to see.
pdf::SignatureLook unseen_look(PdfMemDocument& document) {
    pdf::SignatureLook look;
    look.page = &first_page(document);
    for (int i = 0; i < 4; ++i) look.rectangle.push_back(pdf_int64{0});
    return look;
}

// A field merged with its widget (12.5.6.19), printed and locked.
PdfReference add_field(PdfMemDocument& document, const pdf::SignatureLook& look, const PdfReference& signature) {
    PdfObject& page = *look.page;
    PdfObject* field = document.GetObjects().CreateObject("Annot");
    auto& keys = field->GetDictionary();
    keys.AddKey("Subtype", PdfName("Widget"));
    keys.AddKey("FT", PdfName("Sig"));
    keys.AddKey("T", PdfString("Signature1"));
    keys.AddKey("V", signature);
    keys.AddKey("F", pdf_int64{132});
    keys.AddKey("P", page.Reference());
    keys.AddKey("Rect", look.rectangle);
    if (look.appearance.IsIndirect()) {
        PdfDictionary appearances;
        appearances.AddKey("N", look.appearance);
        keys.AddKey("AP", appearances);
    }

    PdfArray annotations;
    if (const PdfObject* old = page.GetIndirectKey("Annots"); old != nullptr && old->IsArray()) annotations = old->GetArray();
    annotations.push_back(field->Reference());
    page.GetDictionary().AddKey("Annots", annotations);
    return field->Reference();
}

void add_form(PdfMemDocument& document, const PdfReference& field) {
    PdfDictionary form;
    if (const PdfObject* old = document.GetCatalog()->GetIndirectKey("AcroForm"); old != nullptr && old->IsDictionary()) {
        form = old->GetDictionary();
    }
    PdfArray fields;
    const PdfObject* old_fields = form.GetKey("Fields");
    if (old_fields != nullptr && old_fields->IsReference()) {
        old_fields = document.GetObjects().GetObject(old_fields->GetReference());
    }
    if (old_fields != nullptr && old_fields->IsArray()) fields = old_fields->GetArray();
    fields.push_back(field);
    form.AddKey("Fields", fields);
    form.AddKey("SigFlags", pdf_int64{3});
    document.GetCatalog()->GetDictionary().AddKey("AcroForm", form);
}

PdfArray add_streams(PdfVecObjects& objects, const std::vector<Bytes>& values) {
    PdfArray references;
    for (const auto& value : values) {
        PdfObject* object = objects.CreateObject();
        object->GetStream()->Set(reinterpret_cast<const char*>(value.data()), static_cast<pdf_long>(value.size()), TVecFilters());
        references.push_back(object->Reference());
    }
    return references;
}

// A store without a signature, from another life of the file, means nothing; it goes in any case.
void add_validation(PdfMemDocument& document, const ValidationBytes& validation) {
    auto& catalogue = document.GetCatalog()->GetDictionary();
    catalogue.RemoveKey("DSS");
    if (validation.empty()) return;
    PdfDictionary store;
    store.AddKey("Type", PdfName("DSS"));
    for (const auto& [key, values] : {std::pair{"Certs", &validation.certificates}, {"CRLs", &validation.lists},
                                      {"OCSPs", &validation.responses}}) {
        if (!values->empty()) store.AddKey(key, add_streams(document.GetObjects(), *values));
    }
    catalogue.AddKey("DSS", store);
}

// The keys of the signature dictionary come in alphabetical order, so no string stands before them.
void measure(SignatureSlot& slot, std::uint64_t from, std::size_t reserved) {
    const auto text = as_text(slot.bytes);
    const auto range = text.find("/ByteRange [", from);
    const auto contents = text.find("/Contents <", from);
    if (range == std::string_view::npos || contents == std::string_view::npos) {
        throw Error(Errc::malformed, say(Msg::pdf_no_page_to_sign));
    }
    slot.contents_begin = contents + std::string_view("/Contents <").size();
    slot.contents_end = slot.contents_begin + 2 * reserved;
    const auto after = slot.contents_end + 1;
    slot.byte_range = {0, slot.contents_begin - 1, after, slot.bytes.size() - after};
    const auto written = range_text(slot.byte_range[1], slot.byte_range[2], slot.byte_range[3]);
    std::copy(written.begin(), written.end(), slot.bytes.begin() + static_cast<std::ptrdiff_t>(range + 11));
}

}  // namespace

SignatureSlot pdf::prepare_slot(ByteView file, const SlotFields& fields, std::size_t reserved_bytes) {
    try {
        const auto document = load_pdf(file);
        refuse_signed(document->GetObjects());
        const auto look = fields.look ? pdf::look_of_signature(*document, *fields.look) : unseen_look(*document);
        PdfObject* signature = document->GetObjects().CreateObject();
        add_dictionary(signature->GetDictionary(), fields, reserved_bytes);
        add_form(*document, add_field(*document, look, signature->Reference()));
        PdfDictionary permissions;
        permissions.AddKey("DocMDP", signature->Reference());
        document->GetCatalog()->GetDictionary().AddKey("Perms", permissions);
        add_validation(*document, fields.validation);

        auto written = write_pdf(document->GetObjects(), *document->GetCatalog());
        SignatureSlot slot;
        slot.bytes = std::move(written.bytes);
        measure(slot, written.offsets.at(signature->Reference()), reserved_bytes);
        return slot;
    } catch (const PdfError& error) {
        throw Error(Errc::malformed, say(Msg::pdf_cannot_load, {PdfError::ErrorName(error.GetError())}));
    }
}

}  // namespace review
