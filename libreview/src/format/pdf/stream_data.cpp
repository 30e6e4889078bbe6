#include "format/pdf/stream_data.hpp"

#include <review/error.hpp>
#include <review/limits.hpp>

#include "base/inflate.hpp"
#include "base/messages.hpp"
#include "format/pdf/writer.hpp"

namespace review {

using namespace PoDoFo;

namespace {

bool is_plain_flate(const PdfObject& object) {
    const PdfObject* filter = object.GetIndirectKey("Filter");
    if (filter != nullptr && filter->IsArray() && filter->GetArray().size() == 1) filter = &filter->GetArray()[0];
    return filter != nullptr && filter->IsName() && filter->GetName() == "FlateDecode" &&
           object.GetIndirectKey("DecodeParms") == nullptr;
}

}  // namespace

Bytes filtered_stream(const PdfObject& object) {
    if (is_plain_flate(object)) {
        if (auto inflated = inflate_zlib(raw_stream(object), Limits{}.stream_bytes)) return std::move(inflated->bytes);
        return {};
    }
    char* data = nullptr;
    pdf_long size = 0;
    object.GetStream()->GetFilteredCopy(&data, &size);
    Bytes bytes(data, data + size);
    podofo_free(data);
    return bytes;
}

void set_stream(PdfObject& object, ByteView data) {
    auto& dictionary = object.GetDictionary();
    for (const char* key : {"Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL"}) dictionary.RemoveKey(key);
    object.GetStream()->Set(reinterpret_cast<const char*>(data.data()), static_cast<pdf_long>(data.size()), TVecFilters());
}

}  // namespace review
