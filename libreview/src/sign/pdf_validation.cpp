#include <algorithm>
#include <set>

#include "base/inflate.hpp"
#include "base/messages/stamp.hpp"
#include "sign/pdf_signature.hpp"

namespace review {
namespace {

// A list of a large authority has some MiB.
constexpr std::uint64_t most_stream_bytes = std::uint64_t{32} << 20;
constexpr std::size_t most_streams = 64;

struct Reader {
    const PdfFile& file;
    std::set<std::uint64_t> seen;
    std::set<Digest> values;

    // The DER of one stream, which stands in the store once; empty where it is not so.
    Bytes value(const PdfValue& reference) {
        if (!seen.insert(reference.number).second || seen.size() > most_streams) return {};
        const auto [dictionary, raw] = file.stream(reference);
        const PdfValue* filter = dictionary.find("Filter");
        if (dictionary.keys.size() != 2 || !filter || !filter->is_name("FlateDecode")) return {};
        auto inflated = inflate_at_most(raw, most_stream_bytes);
        const bool whole = inflated && inflated->whole && inflated->used == raw.size();
        return whole && values.insert(sha256(inflated->bytes)).second ? std::move(inflated->bytes) : Bytes{};
    }

    template <class Handle, class Read>
    bool fill(const PdfValue& store, std::string_view key, std::vector<Handle>& into, Read read) {
        const PdfValue* entries = store.find(key);
        if (!entries) return true;
        if (entries->kind != PdfValue::Kind::array || entries->items.empty()) return false;
        for (const auto& reference : entries->items) {
            into.push_back(read(value(reference)));
            if (!into.back()) return false;
        }
        return true;
    }
};

bool known_keys(const PdfValue& store) {
    return store.kind == PdfValue::Kind::dictionary && std::all_of(store.keys.begin(), store.keys.end(), [](const auto& key) {
               return key == "Type" || key == "Certs" || key == "CRLs" || key == "OCSPs";
           });
}

}  // namespace

std::optional<ValidationData> find_validation(Verification& out, const PdfFile& file) {
    const PdfValue* root = file.trailer().find("Root");
    const PdfValue catalogue = root ? file.resolve(*root) : PdfValue{};
    const PdfValue* store = catalogue.find("DSS");
    ValidationData data;
    if (!store) return data;
    data.present = true;
    Reader reader{file, {}, {}};
    const PdfValue* type = store->find("Type");
    const bool read = known_keys(*store) && type && type->is_name("DSS") &&
                      reader.fill(*store, "Certs", data.certificates, certificate_of_der) &&
                      reader.fill(*store, "CRLs", data.lists, list_of_der) &&
                      reader.fill(*store, "OCSPs", data.responses, response_of_der);
    if (read) return data;
    check(out, "validation-data", false, say(Msg::stamp_validation_form));
    return std::nullopt;
}

}  // namespace review
