#include "sign/pdf_slot.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <string>

#include "base/inflate.hpp"
#include "base/messages/sign.hpp"
#include "sign/pdf_file.hpp"
#include "sign/pdf_plain.hpp"
#include "sign/pdf_written_once.hpp"

namespace review {
namespace {

[[noreturn]] void unexpected(const PdfValue& value) { throw PdfFault{say(Msg::sign_pdf_syntax, {std::to_string(value.begin)})}; }

void require(bool expected) {
    if (!expected) throw PdfFault{say(Msg::sign_pdf_no_table)};
}

std::string reference_to(std::uint64_t number) { return std::to_string(number) + " 0 R"; }

std::string digits_of(std::uint64_t value) {
    const auto text = std::to_string(value);
    return std::string(10 - std::min<std::size_t>(10, text.size()), '0') + text;
}

std::string range_of(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    return "[0 " + digits_of(a) + ' ' + digits_of(b) + ' ' + digits_of(c) + ']';
}

std::string named_string(const char* key, const std::string& utf8) { return utf8.empty() ? "" : '/' + std::string(key) + ' ' + pdf_text_string(utf8); }

// Certifying, no change permitted (ISO 32000-1, 12.8.2.2).
std::string signature_dictionary(const SlotFields& fields, std::size_t reserved) {
    return "<</ByteRange " + range_of(0, 0, 0) + "/Contents <" + std::string(2 * reserved, '0') + ">/Filter /Adobe.PPKLite" +
           named_string("Location", fields.location) + named_string("M", fields.time) + named_string("Name", fields.name) +
           named_string("Reason", fields.reason) +
           "/Reference [<</TransformMethod /DocMDP/TransformParams <</P 1/Type /TransformParams/V /1.2>>/Type /SigRef>>]"
           "/SubFilter /ETSI.CAdES.detached/Type /Sig>>";
}

// A file in which a signature is to be placed.
class Plain {
public:
    explicit Plain(ByteView pdf) : pdf_(pdf), file_(pdf), objects_(file_.objects() + 1), next_(file_.next_object()) {
        require_plain_trailer();
        std::string table = "xref\n0 " + std::to_string(next_) + "\n0000000000 65535 f \n";
        std::size_t number = 0, end = head_end();
        file_.walk([&](const PdfFile::Object& object) {
            if (object.number != ++number || object.begin != end || !framed(object)) unexpected(object.value);
            table += digits_of(object.begin) + " 00000 n \n";
            end = object.end + 1;
            take(object);
        });
        require(file_.table() == end && as_text(pdf_).substr(end) == table + "trailer\n" + raw(file_.trailer()) + "\nstartxref\n" + std::to_string(end) + "\n%%EOF\n");
    }

    SignatureSlot with_signature(const SlotFields& fields, std::size_t reserved) {
        const std::uint64_t signature = next_++;
        objects_.put_verbatim(signature, signature_dictionary(fields, reserved));
        const std::uint64_t field = add_field(signature);
        change_catalogue(signature, field, add_validation(fields.validation));
        auto written = objects_.write(root_.number);
        SignatureSlot slot = measured(std::move(written.bytes), written.offsets[signature], reserved);
        identify_signature_slot(slot);
        return slot;
    }

private:
    // Readers forgive where white space stands or is missing, each in its own way: here all of it is as it is written.
    std::size_t head_end() const {
        constexpr std::string_view version = "%PDF-1.7\n", binary = "%\xE2\xE3\xCF\xD3\n";
        const auto text = as_text(pdf_);
        require(text.starts_with(version));
        return version.size() + (text.substr(version.size()).starts_with(binary) ? binary.size() : 0);
    }

    bool framed(const PdfFile::Object& object) const {
        const auto text = as_text(pdf_).substr(0, object.end + 1);
        const auto head = text.substr(object.begin, object.value.begin - object.begin);
        auto rest = text.substr(object.value.end);
        if (head != std::to_string(object.number) + " 0 obj\n" || !rest.ends_with("\nendobj\n")) return false;
        rest.remove_suffix(8);
        if (!object.stream) return rest.empty();
        if (rest.starts_with('\n')) rest.remove_prefix(1);
        return rest.starts_with("stream\n") && rest.ends_with("\nendstream") && rest.size() == object.stream->size() + 17;
    }

    // What is signed already is refused, and what the first page of a linearised file is depends on the reader.
    void take(const PdfFile::Object& object) {
        const PdfValue& value = object.value;
        if (value.find("ByteRange") || value.find("Linearized") || value.kind == PdfValue::Kind::reference) unexpected(value);
        if (object.stream && !value.find("Filter")) put_packed(object.number, value, *object.stream);
        else objects_.put(object.number, value, as_text(pdf_), object.stream);
    }

    std::string raw(const PdfValue& value) const { return std::string(file_.text(value)); }

    void require_plain_trailer() {
        const PdfValue& trailer = file_.trailer();
        const PdfValue* size = trailer.find("Size");
        const PdfValue* root = trailer.find("Root");
        if (!size || size->kind != PdfValue::Kind::integer || size->number != file_.next_object() || !root || root->kind != PdfValue::Kind::reference || size->number != file_.objects() + 1) unexpected(trailer);
        // Information on the document, which our writer leaves out, is written to by those who only read it.
        for (const auto& key : trailer.keys) {
            if (key != "Size" && key != "Root" && key != "ID") unexpected(trailer);
        }
        root_ = *root;
        catalogue_ = file_.resolve(root_);
        const PdfValue* type = catalogue_.find("Type");
        if (catalogue_.kind != PdfValue::Kind::dictionary || catalogue_.find("Length") || !type || !type->is_name("Catalog")) unexpected(catalogue_);
    }

    const PdfValue& referred(const PdfValue& dictionary, std::string_view key) const {
        const PdfValue* found = dictionary.find(key);
        if (!found || found->kind != PdfValue::Kind::reference) unexpected(dictionary);
        return *found;
    }

    // A dictionary or an array that stands in `dictionary` or that it refers to; an empty one where there is none.
    PdfValue held(const PdfValue& dictionary, std::string_view key, PdfValue::Kind kind) const {
        const PdfValue* found = dictionary.find(key);
        if (!found) return {};
        PdfValue value = file_.resolve(*found);
        if (value.kind != kind) unexpected(value);
        return value;
    }

    // The tree is walked by hand: its counts lie.
    std::pair<PdfValue, PdfValue> first_page() const {
        PdfValue at = referred(catalogue_, "Pages");
        std::set<std::uint64_t> seen;
        while (seen.insert(at.number).second) {
            PdfValue node = file_.resolve(at);
            if (node.kind != PdfValue::Kind::dictionary || node.find("Length")) unexpected(node);
            const PdfValue* type = node.find("Type");
            const bool page = !node.find("Kids");
            require(type && type->is_name(page ? "Page" : "Pages") && !(page && seen.size() == 1));
            if (page) return {at, std::move(node)};
            const PdfValue kids = held(node, "Kids", PdfValue::Kind::array);
            if (kids.items.empty() || kids.items.front().kind != PdfValue::Kind::reference) unexpected(kids);
            at = kids.items.front();
        }
        unexpected(at);
    }

    // "[old new]"
    std::string longer(const PdfValue& array, std::uint64_t more) const {
        std::string text = "[";
        for (const auto& item : array.items) text += raw(item) + ' ';
        return text + reference_to(more) + ']';
    }

    // Every key but `without`, and `more` in their place.
    std::string changed(const PdfValue& dictionary, const std::set<std::string_view>& without, const std::string& more) const {
        std::string text = "<<";
        for (std::size_t i = 0; i < dictionary.keys.size(); ++i) {
            if (!plain_name(dictionary.keys[i])) unexpected(dictionary);
            if (!without.contains(dictionary.keys[i])) text += '/' + dictionary.keys[i] + ' ' + raw(dictionary.items[i]);
        }
        return text + more + ">>";
    }

    // The writer packs what is not packed.
    void put_packed(std::uint64_t number, const PdfValue& dictionary, ByteView stream) {
        const Bytes& packed = streams_.emplace_back(deflate_zlib(stream));
        objects_.put(number, changed(dictionary, {"Length", "DL", "DecodeParms", "DP"}, "/Filter /FlateDecode/Length " + std::to_string(packed.size())), packed);
    }

    // A field merged with its widget (12.5.6.19), printed and locked, of no size, on the first page.
    std::uint64_t add_field(std::uint64_t signature) {
        const std::uint64_t field = next_++;
        const auto [page, dictionary] = first_page();
        const PdfValue* form = catalogue_.find("AcroForm");
        if (page.number == root_.number || (form && form->number == page.number)) unexpected(page);
        objects_.put(field, "<</F 132/FT /Sig/P " + reference_to(page.number) + "/Rect [0 0 0 0]/Subtype /Widget/T (Signature1)/Type /Annot/V " +
                                reference_to(signature) + ">>");
        objects_.put(page.number, changed(dictionary, {"Annots"}, "/Annots " + longer(held(dictionary, "Annots", PdfValue::Kind::array), field)));
        return field;
    }

    std::string add_streams(const std::vector<Bytes>& values) {
        std::string references;
        for (const auto& value : values) {
            const Bytes& packed = streams_.emplace_back(deflate_zlib(value));
            objects_.put(next_, "<</Filter /FlateDecode/Length " + std::to_string(packed.size()) + ">>", packed);
            references += reference_to(next_++) + ' ';
        }
        return references;
    }

    // What a reader needs to check the signature years later (ISO 32000-2, 12.8.4.3).
    std::string add_validation(const ValidationBytes& validation) {
        if (validation.empty()) return {};
        std::string store;
        for (const auto& [key, values] : {std::pair{"Certs", &validation.certificates}, {"CRLs", &validation.lists}, {"OCSPs", &validation.responses}}) {
            if (!values->empty()) store += std::string("/") + key + " [" + add_streams(*values) + ']';
        }
        return "/DSS <<" + store + "/Type /DSS>>";
    }

    // A store of another life of the file goes, and so do other permissions.
    void change_catalogue(std::uint64_t signature, std::uint64_t field, const std::string& store) {
        const PdfValue form = held(catalogue_, "AcroForm", PdfValue::Kind::dictionary);
        const std::string fields = "/Fields " + longer(held(form, "Fields", PdfValue::Kind::array), field) + "/SigFlags 3";
        objects_.put(root_.number, changed(catalogue_, {"AcroForm", "Perms", "DSS"},
                                           "/AcroForm " + changed(form, {"Fields", "SigFlags"}, fields) + "/Perms <</DocMDP " + reference_to(signature) + ">>" + store));
    }

    static SignatureSlot measured(Bytes bytes, std::uint64_t from, std::size_t reserved) {
        const auto text = as_text(bytes);
        const auto range = text.find("/ByteRange [", from), contents = text.find("/Contents <", from);
        SignatureSlot slot;
        slot.contents_begin = contents + std::string_view("/Contents <").size();
        slot.contents_end = slot.contents_begin + 2 * reserved;
        const auto after = slot.contents_end + 1;
        slot.byte_range = {0, slot.contents_begin - 1, after, bytes.size() - after};
        const auto written = range_of(slot.byte_range[1], slot.byte_range[2], slot.byte_range[3]);
        std::copy(written.begin(), written.end(), bytes.begin() + static_cast<std::ptrdiff_t>(range + 11));
        slot.bytes = std::move(bytes);
        return slot;
    }

    ByteView pdf_;
    PdfFile file_;
    PlainObjects objects_;
    std::uint64_t next_;
    PdfValue root_, catalogue_;
    std::deque<Bytes> streams_;  // those packed here; they stay where they are
};

}  // namespace

std::optional<SignatureSlot> plain_signature_slot(ByteView pdf, const SlotFields& fields, std::size_t reserved_bytes) {
    if (fields.look) return std::nullopt;
    try {
        return Plain(pdf).with_signature(fields, reserved_bytes);
    } catch (const PdfFault&) {
        return std::nullopt;
    }
}

}  // namespace review
