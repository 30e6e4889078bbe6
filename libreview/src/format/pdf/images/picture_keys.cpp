#include "format/pdf/images/picture_keys.hpp"

#include <cmath>
#include <map>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/images/refusals.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

std::uint32_t size_of(const PdfObject& picture, const char* key, PdfVecObjects& objects) {
    const double size = number_of(value_of(&picture, key, objects));
    if (!(size >= 1 && size <= 1 << 24) || size != std::floor(size)) damaged();
    return static_cast<std::uint32_t>(size);
}

bool is_true(const PdfObject* object) { return object != nullptr && object->IsBool() && object->GetBool(); }

}  // namespace

std::vector<PictureFilter> filters_of(const PdfObject& picture, PdfVecObjects& objects) {
    const auto* filter = value_of(&picture, "Filter", objects);
    const auto* parameters = value_of(&picture, "DecodeParms", objects);
    if (filter == nullptr) return {};
    if (filter->IsName()) {
        if (parameters != nullptr && parameters->IsArray() && !parameters->GetArray().empty()) {
            parameters = resolve(&parameters->GetArray()[0], objects);
        }
        return {{full_filter_name(name_of(filter)), parameters}};
    }
    if (!filter->IsArray()) damaged();
    std::vector<PictureFilter> filters;
    const auto& names = filter->GetArray();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const PdfObject* own = nullptr;
        if (parameters != nullptr && parameters->IsArray()) {
            own = i < parameters->GetArray().size() ? resolve(&parameters->GetArray()[i], objects) : nullptr;
        } else if (names.size() == 1) {
            own = parameters;
        }
        filters.push_back({full_filter_name(name_of(resolve(&names[i], objects))), own});
    }
    if (filters.size() > 8) unsupported("Filter");
    return filters;
}

std::string full_filter_name(const std::string& name) {
    static const std::map<std::string, std::string> names{
        {"AHx", "ASCIIHexDecode"}, {"A85", "ASCII85Decode"}, {"LZW", "LZWDecode"}, {"Fl", "FlateDecode"},
        {"RL", "RunLengthDecode"}, {"CCF", "CCITTFaxDecode"}, {"DCT", "DCTDecode"}};
    const auto full = names.find(name);
    return full == names.end() ? name : full->second;
}

PictureKeys keys_of(const PdfObject& picture, PdfVecObjects& objects) {
    PictureKeys keys;
    keys.width = size_of(picture, "Width", objects);
    keys.height = size_of(picture, "Height", objects);
    keys.stencil = is_true(value_of(&picture, "ImageMask", objects));
    keys.filters = filters_of(picture, objects);
    keys.space = value_of(&picture, "ColorSpace", objects);
    // Samples outside the file, or hidden in the data of others.
    if (value_of(&picture, "F", objects) != nullptr) unsupported("F");
    if (number_of(value_of(&picture, "SMaskInData", objects)) != 0) unsupported("SMaskInData");
    if (const auto* decode = value_of(&picture, "Decode", objects); decode != nullptr && decode->IsArray()) {
        for (const auto& value : decode->GetArray()) keys.decode.push_back(number_of(resolve(&value, objects)));
    }
    const bool bilevel = keys.stencil || keys.has_filter("CCITTFaxDecode") || keys.has_filter("JBIG2Decode");
    const double bits = bilevel ? 1 : keys.has_filter("DCTDecode") ? 8 : number_of(value_of(&picture, "BitsPerComponent", objects));
    if (keys.has_filter("JPXDecode")) return keys;
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16) damaged();
    keys.bits = static_cast<std::uint32_t>(bits);
    if (keys.space == nullptr && !keys.stencil) damaged();
    return keys;
}

}  // namespace review::pdf
