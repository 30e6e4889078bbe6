#include "format/pdf/object_access.hpp"

#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfVecObjects;

const PdfObject* resolve(const PdfObject* object, PdfVecObjects& objects) {
    for (int steps = 0; object && object->IsReference(); ++steps) {
        if (steps == 16) return nullptr;
        object = objects.GetObject(object->GetReference());
    }
    return object;
}

PdfObject* resolve(PdfObject* object, PdfVecObjects& objects) {
    return const_cast<PdfObject*>(resolve(static_cast<const PdfObject*>(object), objects));
}

PdfObject* value_of(const PdfObject* object, const char* key, PdfVecObjects& objects) {
    object = resolve(object, objects);
    if (!object || !object->IsDictionary()) return nullptr;
    auto* value = const_cast<PdfObject*>(object->GetDictionary().GetKey(PoDoFo::PdfName(key)));
    value = resolve(value, objects);
    return value && value->IsNull() ? nullptr : value;
}

Matrix matrix_at(const PdfObject* object, const char* key, PdfVecObjects& objects, const Matrix& otherwise) {
    const auto* m = value_of(object, key, objects);
    if (m == nullptr || !m->IsArray() || m->GetArray().size() != 6) return otherwise;
    const auto at = [&](std::size_t i) { return number_of(resolve(&m->GetArray()[i], objects)); };
    return {at(0), at(1), at(2), at(3), at(4), at(5)};
}

double number_of(const PdfObject* object, double otherwise) {
    return object && (object->IsNumber() || object->IsReal()) ? object->GetReal() : otherwise;
}

std::string name_of(const PdfObject* object) { return object && object->IsName() ? object->GetName().GetName() : ""; }

std::string string_of(const PdfObject* object) {
    if (!object || !(object->IsString() || object->IsHexString())) return "";
    const auto& text = object->GetString();
    // PoDoFo takes the byte order mark off what it knows to be UTF-16.
    return (text.IsUnicode() ? "\xFE\xFF" : "") + std::string(text.GetString(), static_cast<std::size_t>(text.GetLength()));
}

std::string label_of(const PoDoFo::PdfReference& reference) {
    return std::to_string(reference.ObjectNumber()) + " " + std::to_string(reference.GenerationNumber()) + " R";
}

std::string stream_of(const PdfObject& object, std::uint64_t most, bool& whole) {
    whole = false;
    if (!object.HasStream()) return "";
    const auto decoded = decode_stream(object, most);
    if (!decoded) return "";
    whole = decoded->whole;
    return std::string(as_text(decoded->bytes));
}

}  // namespace review::pdf
