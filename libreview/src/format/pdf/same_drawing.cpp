#include "format/pdf/same_drawing.hpp"

#include <review/limits.hpp>

#include "format/pdf/object_access.hpp"
#include "format/pdf/stream_data.hpp"

namespace review {

using namespace PoDoFo;

namespace {

constexpr int deepest_form = 16;

class Comparison {
public:
    explicit Comparison(PdfVecObjects& objects) : objects_(objects) {}

    bool same(const PdfObject* one, const PdfObject* other, int depth) {
        one = pdf::resolve(one, objects_);
        other = pdf::resolve(other, objects_);
        if (one == other) return true;
        if (one == nullptr || other == nullptr || depth > deepest_form) return false;
        if (one->HasStream() != other->HasStream()) return false;
        if (one->IsDictionary() && other->IsDictionary()) {
            return same_keys(one->GetDictionary(), other->GetDictionary(), one->HasStream(), depth) &&
                   (!one->HasStream() || same_stream(*one, *other));
        }
        if (one->IsArray() && other->IsArray()) return same_items(one->GetArray(), other->GetArray(), depth);
        return !one->IsDictionary() && !other->IsDictionary() && *one == *other;
    }

private:
    // How a stream is filtered is told by same_stream().
    static bool is_of_storage(const std::string& key) { return key == "Length" || key == "Filter" || key == "DecodeParms" || key == "DL"; }

    bool same_keys(const PdfDictionary& one, const PdfDictionary& other, bool stream, int depth) {
        const auto holds = [&](const PdfDictionary& all, const PdfDictionary& some) {
            for (const auto& [name, value] : some.GetKeys()) {
                if (stream && is_of_storage(name.GetName())) continue;
                const auto* found = all.GetKey(name);
                if (found == nullptr || !same(found, value, depth + 1)) return false;
            }
            return true;
        };
        return holds(one, other) && holds(other, one);
    }

    bool same_items(const PdfArray& one, const PdfArray& other, int depth) {
        if (one.size() != other.size()) return false;
        for (std::size_t i = 0; i < one.size(); ++i) {
            if (!same(&one[i], &other[i], depth + 1)) return false;
        }
        return true;
    }

    bool same_stream(const PdfObject& one, const PdfObject& other) {
        const auto first = decode_stream(one, Limits{}.stream_bytes), second = decode_stream(other, Limits{}.stream_bytes);
        if (first && second) return first->whole && second->whole && first->bytes == second->bytes;
        const auto equal = [&](const char* key) { return same(pdf::value_of(&one, key, objects_), pdf::value_of(&other, key, objects_), 0); };
        return equal("Filter") && equal("DecodeParms") && raw_stream(one) == raw_stream(other);
    }

    PdfVecObjects& objects_;
};

}  // namespace

bool is_same_drawing(const PdfObject& one, const PdfObject& other) { return Comparison(*one.GetOwner()).same(&one, &other, 0); }

}  // namespace review
