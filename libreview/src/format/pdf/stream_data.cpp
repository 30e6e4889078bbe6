#include "format/pdf/stream_data.hpp"

#include <memory>

#include <review/error.hpp>
#include <review/limits.hpp>

#include "base/inflate.hpp"
#include "base/messages.hpp"

namespace review {

using namespace PoDoFo;

namespace {

bool is_plain_flate(const PdfObject& object) {
    const PdfObject* filter = object.GetIndirectKey("Filter");
    if (filter != nullptr && filter->IsArray() && filter->GetArray().size() == 1) filter = &filter->GetArray()[0];
    return filter != nullptr && filter->IsName() && filter->GetName() == "FlateDecode" &&
           object.GetIndirectKey("DecodeParms") == nullptr;
}

// Filters of filters multiply: what comes out of the last one is counted as it comes.
class BoundedOutput final : public PdfOutputStream {
public:
    explicit BoundedOutput(std::uint64_t most) : most_(most) {}

    pdf_long Write(const char* data, pdf_long length) override {
        if (bytes.size() + static_cast<std::uint64_t>(length) > most_) {
            over = true;
            PODOFO_RAISE_ERROR(ePdfError_ValueOutOfRange);
        }
        bytes.insert(bytes.end(), data, data + length);
        return length;
    }
    void Close() override {}

    Bytes bytes;
    bool over = false;

private:
    std::uint64_t most_;
};

}  // namespace

std::optional<DecodedStream> decode_stream(const PdfObject& object, std::uint64_t most) {
    if (is_plain_flate(object)) {  // the usual case, and the one where damage can be told from the end
        try {
            auto inflated = inflate_zlib(raw_stream(object), most);
            if (!inflated) return std::nullopt;
            return DecodedStream{std::move(inflated->bytes), inflated->whole};
        } catch (const PdfError&) {
            return std::nullopt;
        }
    }
    BoundedOutput out(most);
    try {
        object.GetStream()->GetFilteredCopy(&out);
    } catch (const PdfError&) {
        if (out.over) throw Error(Errc::limit, say(Msg::limit_exceeded, {"a stream", "stream_bytes", std::to_string(most)}));
        return std::nullopt;
    }
    return DecodedStream{std::move(out.bytes), true};
}

Bytes filtered_stream(const PdfObject& object) {
    auto decoded = decode_stream(object, Limits{}.stream_bytes);
    if (decoded) return std::move(decoded->bytes);
    if (is_plain_flate(object)) return {};  // damaged from its first byte on
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
