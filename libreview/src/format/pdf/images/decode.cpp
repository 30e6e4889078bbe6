#include "format/pdf/images/decode.hpp"

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/images/jbig2.hpp"
#include "format/pdf/images/jpeg.hpp"
#include "format/pdf/images/jpx.hpp"
#include "format/pdf/images/refusals.hpp"
#include "format/pdf/images/undo_filters.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

// The place of a sample on the page follows from the dictionary and from the data: they must agree.
void must_be(const PictureKeys& keys, std::uint32_t width, std::uint32_t height) {
    if (width != keys.width || height != keys.height) damaged();
}

void take_jpx(const PictureKeys& keys, ByteView data, const Limits& limits, Decoded& decoded) {
    const auto components = keys.space != nullptr || keys.stencil ? decoded.space.components() : 0;
    auto jpx = jpx_decoded(data, decoded.space.indexed(), components, limits.image_bytes);
    must_be(keys, jpx.samples.width, jpx.samples.height);
    decoded.samples = std::move(jpx.samples);
    decoded.scaled = jpx.scaled;
    if (!keys.stencil) decoded.decode.clear();  // table 89: it counts for a mask only
    if (components != 0) return;
    switch (jpx.colours) {
        case JpxColours::gray: decoded.device_space = "DeviceGray"; break;
        case JpxColours::rgb: decoded.device_space = "DeviceRGB"; break;
        case JpxColours::cmyk: decoded.device_space = "DeviceCMYK"; break;
        case JpxColours::other: unsupported("JPXDecode");
    }
}

void take_jbig2(const PictureKeys& keys, const Undone& undone, PdfVecObjects& objects, const Limits& limits, Decoded& decoded) {
    std::string globals;
    if (const auto* shared = value_of(undone.parameters, "JBIG2Globals", objects)) {
        bool whole = false;
        globals = stream_of(*shared, limits.stream_bytes, whole);
        if (!whole) damaged();
    }
    auto samples = jbig2_decoded(undone.data, as_bytes(globals), std::uint64_t{keys.width} * keys.height, limits.image_bytes);
    if (!samples) damaged();
    must_be(keys, samples->width, samples->height);
    decoded.samples = std::move(*samples);
}

}  // namespace

Decoded decode_picture(const PdfObject& picture, const PictureKeys& keys, PdfVecObjects& objects, const Limits& limits) {
    if (!picture.HasStream()) damaged();
    Decoded decoded{ColourSpace(keys.stencil ? nullptr : keys.space, objects), {}, keys.decode, "", false, false, {}, -1};
    Samples samples{keys.width, keys.height, decoded.space.components(), keys.bits, {}};
    const auto size = samples.row_bytes() * keys.height;
    if (size > limits.image_bytes) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {"a picture", "image_bytes", std::to_string(limits.image_bytes)}));
    }
    auto undone = undo_filters(keys, raw_stream(picture), size, objects, limits);
    if (undone.codec == "DCTDecode") {
        const auto header = jpeg_header(undone.data);
        must_be(keys, header.width, header.height);
        decoded.is_jpeg = true;
        decoded.jpeg = std::move(undone.data);
        const auto* transform = value_of(undone.parameters, "ColorTransform", objects);
        if (transform != nullptr) decoded.transform = number_of(transform) != 0 ? 1 : 0;
    } else if (undone.codec == "JPXDecode") {
        take_jpx(keys, undone.data, limits, decoded);
    } else if (undone.codec == "JBIG2Decode") {
        take_jbig2(keys, undone, objects, limits, decoded);
    } else {
        samples.data = std::move(undone.data);
        decoded.samples = std::move(samples);
    }
    return decoded;
}

bool decodes_whole(const PdfObject& picture, PdfVecObjects& objects, const Limits& limits) try {
    const auto decoded = decode_picture(picture, keys_of(picture, objects), objects, limits);
    if (decoded.is_jpeg && !jpeg_is_whole(decoded.jpeg, limits.image_bytes)) return false;
    for (const char* key : {"SMask", "Mask"}) {
        const auto* mask = value_of(&picture, key, objects);
        // A mask has no mask (ISO 32000-1, table 145), and need not be asked for one.
        if (mask == nullptr || !mask->HasStream()) continue;
        const auto of_mask = decode_picture(*mask, keys_of(*mask, objects), objects, limits);
        if (of_mask.is_jpeg && !jpeg_is_whole(of_mask.jpeg, limits.image_bytes)) return false;
    }
    return true;
} catch (const Error&) {
    return false;
} catch (const PdfError&) {
    return false;
}

}  // namespace review::pdf
