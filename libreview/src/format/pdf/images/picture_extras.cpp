#include "format/pdf/images/picture_extras.hpp"

#include <optional>

#include <review/error.hpp>

#include "format/pdf/images/bare_picture.hpp"
#include "format/pdf/images/picture_keys.hpp"
#include "format/pdf/images/undo_filters.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

bool is_picture_file(const PdfObject& object, PdfVecObjects& objects, PictureKeys& keys) {
    const PdfObject* kind = object.GetIndirectKey("Subtype");
    if (kind == nullptr || !kind->IsName() || kind->GetName() != "Image") return false;
    try {
        keys = keys_of(object, objects);
    } catch (const Error&) {
        return false;
    }
    return keys.has_filter("DCTDecode") || keys.has_filter("JPXDecode");
}

std::optional<Undone> undone_filters(const PdfObject& picture, const PictureKeys& keys, PdfVecObjects& objects, const Limits& limits) {
    try {
        return undo_filters(keys, raw_stream(picture), 0, objects, limits);
    } catch (const Error& error) {
        if (error.code() == Errc::limit) throw;
        return std::nullopt;
    }
}

}  // namespace

bool drop_extras(PdfObject& picture, PdfVecObjects& objects, const Limits& limits) {
    PictureKeys keys;
    if (!is_picture_file(picture, objects, keys)) return false;
    const auto undone = undone_filters(picture, keys, objects, limits);
    if (!undone) return false;
    const auto bare = undone->codec == "DCTDecode" ? bare_jpeg(undone->data) : bare_jpx(undone->data);
    if (!bare || *bare == undone->data) return false;
    const auto parameters = undone->parameters == nullptr ? PdfObject() : PdfObject(*undone->parameters);
    set_stream(picture, *bare);
    picture.GetDictionary().AddKey("Filter", PdfName(undone->codec));
    if (undone->parameters != nullptr) picture.GetDictionary().AddKey("DecodeParms", parameters);
    return true;
}

void drop_profile_texts(PdfObject& profile) {
    const auto decoded = decode_stream(profile, Limits{}.stream_bytes);
    if (!decoded) return;
    const auto bare = bare_profile(decoded->bytes);
    if (bare != decoded->bytes) set_stream(profile, bare);
}

}  // namespace review::pdf
