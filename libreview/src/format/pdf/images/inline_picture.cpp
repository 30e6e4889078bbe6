#include "format/pdf/images/inline_picture.hpp"

#include <cmath>
#include <map>
#include <string>

#include "format/pdf/edited_stream.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

std::string full_key(const std::string& key) {
    static const std::map<std::string, std::string> keys{
        {"BPC", "BitsPerComponent"}, {"CS", "ColorSpace"}, {"D", "Decode"}, {"DP", "DecodeParms"}, {"F", "Filter"},
        {"H", "Height"}, {"IM", "ImageMask"}, {"I", "Interpolate"}, {"W", "Width"}};
    const auto full = keys.find(key);
    return full == keys.end() ? key : full->second;
}

PdfObject null() { return PdfObject(PdfVariant()); }  // PdfObject() is an empty dictionary

PdfObject object_of(const Operand& operand, int depth = 0) {
    using Kind = Operand::Kind;
    if (depth > 32) return null();
    switch (operand.kind) {
        case Kind::number:
            if (operand.number == std::floor(operand.number) && std::abs(operand.number) < 1e15) {
                return PdfObject(static_cast<pdf_int64>(operand.number));
            }
            return PdfObject(operand.number);
        case Kind::name: return PdfObject(PdfName(operand.text));
        case Kind::string: return PdfObject(PdfString(operand.text.data(), static_cast<pdf_long>(operand.text.size()), true));
        case Kind::word: return operand.text == "null" ? null() : PdfObject(operand.text == "true");
        case Kind::array: {
            PdfArray array;
            for (const auto& item : operand.items) array.push_back(object_of(item, depth + 1));
            return PdfObject(array);
        }
        case Kind::dictionary: break;
    }
    PdfDictionary dictionary;
    for (std::size_t i = 0; i + 1 < operand.items.size(); i += 2) {
        dictionary.AddKey(PdfName(operand.items[i].text), object_of(operand.items[i + 1], depth + 1));
    }
    return PdfObject(dictionary);
}

PdfObject name_in_full(const PdfObject& space, const PdfVecObjects& objects, const PdfDictionary& resources) {
    if (!space.IsName()) return space;
    static const std::map<std::string, std::string> names{
        {"G", "DeviceGray"}, {"RGB", "DeviceRGB"}, {"CMYK", "DeviceCMYK"}, {"I", "Indexed"}};
    const auto full = names.find(space.GetName().GetName());
    if (full != names.end()) return PdfObject(PdfName(full->second));
    const auto* spaces = dictionary_at(objects, resources, "ColorSpace");
    const auto* named = spaces == nullptr ? nullptr : spaces->GetKey(space.GetName());
    return named == nullptr ? space : *named;
}

PdfObject space_in_full(PdfObject space, const PdfVecObjects& objects, const PdfDictionary& resources) {
    if (!space.IsArray()) return name_in_full(space, objects, resources);
    for (auto& item : space.GetArray()) item = name_in_full(item, objects, resources);
    return space;
}

// What stands between ID and EI. One blank after ID belongs to the operator (8.9.7); where that is a carriage
// return, a line feed behind it is part of the same line end.
std::string_view data_of(const Operation& op, std::string_view stream) {
    auto begin = op.operands[0].end + 2, end = op.end;
    if (end > stream.size() || end < begin + 2 || stream.substr(end - 2, 2) != "EI") return {};
    end -= 2;
    if (begin < end) begin += stream.substr(begin, 2) == "\r\n" ? 2 : 1;
    return stream.substr(std::min(begin, end), end - std::min(begin, end));
}

}  // namespace

PdfObject& inline_picture(PdfMemDocument& document, const Operation& op, std::string_view stream, const PdfDictionary& resources) {
    auto& objects = document.GetObjects();
    PdfDictionary keys;
    const auto& items = op.operands[0].items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        const auto key = full_key(items[i].text);
        auto value = object_of(items[i + 1]);
        keys.AddKey(PdfName(key), key == "ColorSpace" ? space_in_full(std::move(value), objects, resources) : value);
    }
    for (const char* key : {"SMask", "Mask"}) keys.RemoveKey(key);  // an inline picture has none
    PdfObject& picture = *objects.CreateObject(PdfVariant(keys));
    const PdfObject filter = keys.HasKey("Filter") ? *keys.GetKey("Filter") : null();
    const PdfObject parameters = keys.HasKey("DecodeParms") ? *keys.GetKey("DecodeParms") : null();
    set_stream(picture, as_bytes(data_of(op, stream)));
    if (!filter.IsNull()) picture.GetDictionary().AddKey("Filter", filter);
    if (!parameters.IsNull()) picture.GetDictionary().AddKey("DecodeParms", parameters);
    return picture;
}

}  // namespace review::pdf
