#include "format/pdf/images/undo_filters.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/inflate.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/images/ccitt.hpp"
#include "format/pdf/images/filters.hpp"
#include "format/pdf/images/refusals.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

class Parameters {
public:
    Parameters(const PdfObject* dictionary, PdfVecObjects& objects) : dictionary_(dictionary), objects_(objects) {}
    std::uint32_t size(const char* key, std::uint32_t otherwise) const {
        const double value = number_of(value_of(dictionary_, key, objects_), otherwise);
        if (!(value >= 0 && value <= 1 << 24)) damaged();
        return static_cast<std::uint32_t>(value);
    }
    double number(const char* key) const { return number_of(value_of(dictionary_, key, objects_)); }
    bool is(const char* key) const {
        const auto* value = value_of(dictionary_, key, objects_);
        return value != nullptr && value->IsBool() && value->GetBool();
    }

private:
    const PdfObject* dictionary_;
    PdfVecObjects& objects_;
};

Bytes inflated(ByteView data, std::uint64_t most) {
    auto result = inflate_at_most(data, most);
    return result ? std::move(result->bytes) : Bytes();
}

// Flate and LZW, which share the predictors. `size`: bytes wanted after the prediction is undone.
Bytes unpacked(const PictureFilter& filter, ByteView data, std::uint64_t size, PdfVecObjects& objects) {
    const auto predictor = predictor_of(filter.parameters, objects);
    const auto early = Parameters(filter.parameters, objects).size("EarlyChange", 1) != 0;
    std::uint64_t packed = size;
    if (predictor.kind >= 2) {
        const auto row = predictor.row_bytes();
        packed = (size + row - 1) / row * (row + (predictor.kind >= 10 ? 1 : 0));
    }
    auto plain = filter.name == "FlateDecode" ? inflated(data, packed) : lzw_decoded(data, early, packed);
    return unpredicted(std::move(plain), predictor);
}

Bytes fax(ByteView data, const Parameters& parameters, std::uint64_t size) {
    CcittParameters of;
    of.k = parameters.number("K") < 0 ? -1 : parameters.number("K") > 0 ? 1 : 0;
    of.end_of_line = parameters.is("EndOfLine");
    of.byte_aligned = parameters.is("EncodedByteAlign");
    of.black_is_1 = parameters.is("BlackIs1");
    of.columns = parameters.size("Columns", 1728);
    if (of.columns == 0) damaged();
    const auto row = (std::uint64_t{of.columns} + 7) / 8;
    of.rows = static_cast<std::uint32_t>(std::min<std::uint64_t>((size + row - 1) / row, 1U << 24));
    return ccitt_decoded(data, of);
}

Bytes undo(const PictureFilter& filter, ByteView data, std::uint64_t size, PdfVecObjects& objects) {
    const Parameters parameters(filter.parameters, objects);
    if (filter.name == "FlateDecode" || filter.name == "LZWDecode") return unpacked(filter, data, size, objects);
    if (filter.name == "ASCIIHexDecode") return ascii_hex_decoded(data, size);
    if (filter.name == "ASCII85Decode") return ascii85_decoded(data, size);
    if (filter.name == "RunLengthDecode") return run_length_decoded(data, size);
    if (filter.name == "CCITTFaxDecode") return fax(data, parameters, size);
    throw Error(Errc::unsupported, say(Msg::pdf_picture_kind, {"Filter"}));
}

bool is_codec(const std::string& name) { return name == "DCTDecode" || name == "JPXDecode" || name == "JBIG2Decode"; }

}  // namespace

Predictor predictor_of(const PdfObject* dictionary, PdfVecObjects& objects) {
    const Parameters parameters(dictionary, objects);
    Predictor predictor{parameters.size("Predictor", 1), parameters.size("Colors", 1), parameters.size("BitsPerComponent", 8),
                        parameters.size("Columns", 1)};
    if (predictor.kind == 0) predictor.kind = 1;
    if (!predictor.is_possible()) damaged();
    return predictor;
}

Undone undo_filters(const PictureKeys& keys, ByteView raw, std::uint64_t size, PdfVecObjects& objects, const Limits& limits) {
    Undone undone{Bytes(raw.begin(), raw.end()), "", nullptr};
    for (std::size_t i = 0; i < keys.filters.size(); ++i) {
        const auto& filter = keys.filters[i];
        const bool last = i + 1 == keys.filters.size();
        if (last && is_codec(filter.name)) {
            undone.codec = filter.name;
            undone.parameters = filter.parameters;
            return undone;
        }
        undone.data = undo(filter, undone.data, last ? size : limits.stream_bytes, objects);
    }
    if (undone.data.size() < size) damaged();
    undone.data.resize(static_cast<std::size_t>(size));
    return undone;
}

}  // namespace review::pdf
