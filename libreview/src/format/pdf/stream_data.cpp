#include "format/pdf/stream_data.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include <review/error.hpp>
#include <review/limits.hpp>

#include "base/inflate.hpp"
#include "base/messages/base.hpp"
#include "format/pdf/images/undo_filters.hpp"
#include "format/pdf/object_access.hpp"

namespace review {

using namespace PoDoFo;

namespace {

constexpr std::uint64_t beyond(std::uint64_t most) { return most == ~std::uint64_t{0} ? most : most + 1; }

// Rows are predicted one by one; readers show a last one that breaks off.
Bytes unpredicted_whole(Bytes data, const pdf::Predictor& predictor) {
    if (predictor.kind < 2) return data;
    const auto row = static_cast<std::size_t>(predictor.row_bytes()) + (predictor.kind >= 10 ? 1 : 0);
    const auto short_by = (row - data.size() % row) % row;
    data.resize(data.size() + short_by);
    auto plain = pdf::unpredicted(std::move(data), predictor);
    plain.resize(plain.size() - std::min(plain.size(), short_by));
    return plain;
}

// One filter of a chain; `data` is at most one byte longer than `most` afterwards. None: nobody undoes it here.
bool undo(const pdf::PictureFilter& filter, DecodedStream& stream, std::uint64_t most, PdfVecObjects& objects) {
    auto& data = stream.bytes;
    if (filter.name == "ASCIIHexDecode") {
        data = pdf::ascii_hex_decoded(data, most, &stream.whole);
    } else if (filter.name == "ASCII85Decode") {
        data = pdf::ascii85_decoded(data, most, &stream.whole);
    } else if (filter.name == "RunLengthDecode") {
        data = pdf::run_length_decoded(data, most, &stream.whole);
    } else if (filter.name == "FlateDecode") {
        auto inflated = inflate_at_most(data, most);
        if (!inflated) return false;
        stream.whole = stream.whole && inflated->whole;
        data = unpredicted_whole(std::move(inflated->bytes), pdf::predictor_of(filter.parameters, objects));
    } else if (filter.name == "LZWDecode") {
        const bool early = pdf::number_of(pdf::value_of(filter.parameters, "EarlyChange", objects), 1) != 0;
        data = unpredicted_whole(pdf::lzw_decoded(data, early, most, &stream.whole), pdf::predictor_of(filter.parameters, objects));
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::optional<DecodedStream> decode_stream(const PdfObject& object, std::uint64_t most) {
    try {
        auto& objects = *object.GetOwner();
        DecodedStream stream{raw_stream(object), true};
        for (const auto& filter : pdf::filters_of(object, objects)) {
            if (!undo(filter, stream, beyond(most), objects)) return std::nullopt;
            // Filters of filters multiply: each is counted.
            if (stream.bytes.size() > most) {
                throw Error(Errc::limit, say(Msg::limit_exceeded, {"a stream", "stream_bytes", std::to_string(most)}));
            }
        }
        return stream;
    } catch (const Error& error) {
        if (error.code() == Errc::limit) throw;
        return std::nullopt;
    } catch (const PdfError&) {
        return std::nullopt;
    }
}

Bytes filtered_stream(const PdfObject& object) {
    auto decoded = decode_stream(object, Limits{}.stream_bytes);
    if (decoded) return std::move(decoded->bytes);
    const auto filters = pdf::filters_of(object, *object.GetOwner());
    const bool known = std::all_of(filters.begin(), filters.end(), [](const auto& filter) {
        return std::string_view("ASCIIHexDecode ASCII85Decode RunLengthDecode FlateDecode LZWDecode").find(filter.name) != std::string_view::npos;
    });
    if (known) return {};  // damaged from its first byte on
    PODOFO_RAISE_ERROR(ePdfError_UnsupportedFilter);
}

Bytes raw_stream(const PdfObject& object) {
    char* data = nullptr;
    pdf_long size = 0;
    object.GetStream()->GetCopy(&data, &size);
    const std::unique_ptr<char, decltype(&podofo_free)> owner(data, podofo_free);
    return Bytes(data, data + size);
}

void set_stream(PdfObject& object, ByteView data) {
    auto& dictionary = object.GetDictionary();
    for (const char* key : {"Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL"}) dictionary.RemoveKey(key);
    object.GetStream()->Set(reinterpret_cast<const char*>(data.data()), static_cast<pdf_long>(data.size()), TVecFilters());
}

}  // namespace review
