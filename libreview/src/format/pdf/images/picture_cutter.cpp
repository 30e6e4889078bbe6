#include "format/pdf/images/picture_cutter.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/images/blank.hpp"
#include "format/pdf/images/decode.hpp"
#include "format/pdf/images/encode.hpp"
#include "format/pdf/images/inline_picture.hpp"
#include "format/pdf/images/jpeg.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

using Colour = std::vector<std::uint32_t>;

// Table 89, less what is set anew and what draws nothing: Alternates, OPI, Metadata, Name, StructParent, ID.
PdfDictionary drawing_keys(const PdfObject& picture) {
    PdfDictionary keys;
    keys.AddKey("Type", PdfName("XObject"));
    keys.AddKey("Subtype", PdfName("Image"));
    for (const char* key : {"Width", "Height", "ColorSpace", "Intent", "ImageMask", "Decode", "Interpolate", "Matte", "OC"}) {
        if (const auto* value = picture.GetDictionary().GetKey(key)) keys.AddKey(key, *value);
    }
    return keys;
}

// Where a mask lets nothing through there is nothing to be seen (8.9.6.2, 11.6.5.3).
Colour colour_for(Tone tone, bool soft_mask, const PictureKeys& keys, const Decoded& decoded, std::uint32_t bits) {
    if (keys.stencil) return {keys.decode.size() == 2 && keys.decode[0] > keys.decode[1] ? 0U : 1U};
    return decoded.space.samples_of(soft_mask ? Tone::box : tone, bits, decoded.decode);
}

}  // namespace

bool PictureCutter::touches(const Quad& place) const {
    return std::any_of(places_.begin(), places_.end(), [&](const BlankPlace& blank) { return overlap(blank.quad, place); });
}

PdfReference PictureCutter::cut(const PdfObject& picture, const Quad& place) {
    PdfObject& result = *document_.GetObjects().GetObject(copy(picture, place, false));
    auto& objects = document_.GetObjects();
    if (const auto* mask = value_of(&picture, "SMask", objects); mask != nullptr && mask->HasStream()) {
        result.GetDictionary().AddKey("SMask", copy(*mask, place, true));
    }
    if (const auto* mask = value_of(&picture, "Mask", objects); mask != nullptr && mask->HasStream()) {
        result.GetDictionary().AddKey("Mask", copy(*mask, place, false));
    } else if (mask != nullptr && mask->IsArray()) {
        result.GetDictionary().AddKey("Mask", *mask);
    }
    return result.Reference();
}

PdfReference PictureCutter::cut_inline(const Operation& op, std::string_view stream, const PdfDictionary& resources,
                                       const Quad& place) {
    return cut(inline_picture(document_, op, stream, resources), place);
}

PdfReference PictureCutter::copy(const PdfObject& picture, const Quad& place, bool soft_mask) {
    auto& objects = document_.GetObjects();
    const auto keys = keys_of(picture, objects);
    auto decoded = decode_picture(picture, keys, objects, limits_);
    budget_.add_inflated(decoded.samples.data.size() + decoded.jpeg.size());
    PdfObject& result = *objects.CreateObject(PdfVariant(drawing_keys(picture)));
    if (decoded.is_jpeg) {
        std::vector<JpegPatch> patches;
        for (const auto& blank : places_) {
            JpegPatch patch{samples_under(blank.quad, place, keys.width, keys.height), {}};
            const auto colour = colour_for(blank.tone, soft_mask, keys, decoded, 8);
            for (std::size_t i = 0; i < std::min<std::size_t>(4, colour.size()); ++i) patch.colour[i] = static_cast<std::uint8_t>(colour[i]);
            if (!patch.runs.empty()) patches.push_back(std::move(patch));
        }
        set_jpeg(result, jpeg_patched(decoded.jpeg, patches, decoded.transform, limits_.image_bytes), decoded.transform);
        return result.Reference();
    }
    auto& samples = decoded.samples;
    if (!decoded.device_space.empty()) {
        result.GetDictionary().AddKey("ColorSpace", PdfName(decoded.device_space));
        decoded.space = ColourSpace(result.GetDictionary().GetKey("ColorSpace"), objects);
    }
    if (decoded.decode.empty()) result.GetDictionary().RemoveKey("Decode");
    const auto* mask = value_of(&picture, "Mask", objects);
    if (decoded.scaled && mask != nullptr && mask->IsArray()) {  // its ranges are for the values of the file
        throw Error(Errc::unsupported, say(Msg::pdf_picture_kind, {"JPXDecode"}));
    }
    for (const auto& blank_place : places_) {
        blank(samples, samples_under(blank_place.quad, place, samples.width, samples.height),
              colour_for(blank_place.tone, soft_mask, keys, decoded, samples.bits));
    }
    set_samples(result, samples);
    return result.Reference();
}

}  // namespace review::pdf
