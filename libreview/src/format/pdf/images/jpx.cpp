#include "format/pdf/images/jpx.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include <openjpeg.h>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/images/refusals.hpp"

namespace review::pdf {

namespace {

struct Source {
    ByteView data;
    std::size_t at = 0;
};

OPJ_SIZE_T read(void* into, OPJ_SIZE_T size, void* user) {
    auto& source = *static_cast<Source*>(user);
    const auto count = std::min<std::size_t>(size, source.data.size() - source.at);
    if (count == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(into, source.data.data() + source.at, count);
    source.at += count;
    return count;
}

OPJ_OFF_T skip(OPJ_OFF_T by, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (by < 0 || static_cast<std::uint64_t>(by) > source.data.size() - source.at) return -1;
    source.at += static_cast<std::size_t>(by);
    return by;
}

OPJ_BOOL seek(OPJ_OFF_T to, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (to < 0 || static_cast<std::uint64_t>(to) > source.data.size()) return OPJ_FALSE;
    source.at = static_cast<std::size_t>(to);
    return OPJ_TRUE;
}

// The library's own names for streams and codecs both stand for void.
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;
using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;

void check_size(const opj_image_t& image, std::uint64_t most) {
    std::uint64_t bytes = 0;
    for (OPJ_UINT32 i = 0; i < image.numcomps; ++i) bytes += std::uint64_t{image.comps[i].w} * image.comps[i].h * sizeof(OPJ_INT32);
    const auto canvas = std::uint64_t{image.x1 - image.x0} * (image.y1 - image.y0);
    if (std::max(bytes, canvas) > most) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {"a picture", "image_bytes", std::to_string(most)}));
    }
}

Image decode(ByteView data, bool indexed, std::uint64_t most) {
    Source source{data};
    const Stream stream(opj_stream_create(1U << 16, OPJ_TRUE), opj_stream_destroy);
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), data.size());
    opj_stream_set_read_function(stream.get(), read);
    opj_stream_set_skip_function(stream.get(), skip);
    opj_stream_set_seek_function(stream.get(), seek);
    const bool bare = data.size() > 2 && data[0] == 0xFF && data[1] == 0x4F;  // a code stream without boxes
    const Codec codec(opj_create_decompress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2), opj_destroy_codec);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (indexed) parameters.flags |= OPJ_DPARAMETERS_IGNORE_PCLR_CMAP_CDEF_FLAG;
    opj_image_t* image = nullptr;
    if (!opj_setup_decoder(codec.get(), &parameters) || !opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE)) damaged();
    if (!opj_read_header(stream.get(), codec.get(), &image)) damaged();
    Image owner(image, opj_image_destroy);
    check_size(*image, most);
    if (!opj_decode(codec.get(), stream.get(), image) || !opj_end_decompress(codec.get(), stream.get())) damaged();
    return owner;
}

JpxColours colours_of(const opj_image_t& image, std::uint32_t colours) {
    const auto space = image.color_space;
    if (space == OPJ_CLRSPC_SYCC || space == OPJ_CLRSPC_EYCC) return JpxColours::other;
    return colours == 1 ? JpxColours::gray : colours == 3 ? JpxColours::rgb : colours == 4 ? JpxColours::cmyk : JpxColours::other;
}

std::uint32_t bits_for(std::uint32_t precision) {
    for (const std::uint32_t bits : {1U, 2U, 4U, 8U}) {
        if (precision == bits) return bits;
    }
    return precision < 8 ? 8 : 16;
}

void put_sample(Bytes& row, std::uint64_t index, std::uint32_t bits, std::uint32_t value) {
    if (bits == 16) {
        row[2 * index] = static_cast<std::uint8_t>(value >> 8);
        row[2 * index + 1] = static_cast<std::uint8_t>(value);
    } else {
        const auto bit = index * bits;
        row[bit / 8] = static_cast<std::uint8_t>(row[bit / 8] | value << (8 - bits - bit % 8));
    }
}

}  // namespace

Jpx jpx_decoded(ByteView data, bool indexed, std::uint32_t components, std::uint64_t most) {
    const auto image = decode(data, indexed, most);
    std::uint32_t colours = 0;
    while (colours < image->numcomps && image->comps[colours].alpha == 0) ++colours;
    if (components == 0) components = colours;
    if (components == 0 || components > image->numcomps) damaged();
    const auto& first = image->comps[0];
    const auto precision = first.prec;
    if (precision == 0 || precision > 16) unsupported("JPXDecode");
    for (std::uint32_t i = 0; i < components; ++i) {
        const auto& component = image->comps[i];
        if (component.data == nullptr) damaged();
        // Colours in less detail than brightness would have to be drawn larger first.
        if (component.w != first.w || component.h != first.h || component.prec != precision) unsupported("JPXDecode");
    }
    Jpx jpx{{first.w, first.h, components, bits_for(precision), {}}, colours_of(*image, components)};
    const std::uint32_t top = (1U << precision) - 1, full = (1U << jpx.samples.bits) - 1;
    jpx.scaled = !indexed && top != full;
    const auto row_bytes = static_cast<std::size_t>(jpx.samples.row_bytes());
    jpx.samples.data.reserve(row_bytes * first.h);
    for (std::size_t y = 0; y < first.h; ++y) {
        Bytes row(row_bytes);
        for (std::size_t x = 0; x < first.w; ++x) {
            for (std::uint32_t i = 0; i < components; ++i) {
                const auto& component = image->comps[i];
                const std::int64_t shifted = std::int64_t{component.data[y * first.w + x]} + (component.sgnd ? std::int64_t{top} / 2 + 1 : 0);
                const auto value = static_cast<std::uint32_t>(std::clamp<std::int64_t>(shifted, 0, top));
                put_sample(row, x * components + i, jpx.samples.bits, jpx.scaled ? (value * full + top / 2) / top : value);
            }
        }
        jpx.samples.data.insert(jpx.samples.data.end(), row.begin(), row.end());
    }
    return jpx;
}

}  // namespace review::pdf
