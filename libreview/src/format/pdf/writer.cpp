#include "format/pdf/writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <review/digest.hpp>
#include <review/error.hpp>

#include "base/inflate.hpp"
#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/stream_data.hpp"

namespace review {

using namespace PoDoFo;

namespace {

constexpr unsigned deepest = 256;

void append_number(std::string& out, double value) {
    // ISO 32000-1, 7.3.3: no exponents.
    char digits[512];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    if (end.ec != std::errc()) throw Error(Errc::malformed, say(Msg::pdf_cannot_write_number));
    out.append(digits, end.ptr);
}

class Writer {
public:
    Writer(const PdfVecObjects& objects, const PdfObject& catalogue) : objects_(objects) {
        out_ = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
        number_of(catalogue.Reference());
        for (std::size_t next = 0; next < queue_.size(); ++next) write_object(*queue_[next], next + 1);
        write_end();
    }

    WrittenPdf take() {
        WrittenPdf written;
        written.bytes.assign(out_.begin(), out_.end());
        for (std::size_t i = 0; i < queue_.size(); ++i) written.offsets[queue_[i]->Reference()] = offsets_[i];
        return written;
    }

private:
    // 0: there is no such object; a reference to it is a reference to null (7.3.10).
    std::size_t number_of(const PdfReference& reference) {
        const auto known = numbers_.find(reference);
        if (known != numbers_.end()) return known->second;
        const PdfObject* object = objects_.GetObject(reference);
        if (object == nullptr) return 0;
        queue_.push_back(object);
        return numbers_[reference] = queue_.size();
    }

    void write_object(const PdfObject& object, std::size_t number) {
        offsets_.push_back(out_.size());
        out_ += std::to_string(number) + " 0 obj\n";
        if (object.HasStream()) {
            write_stream(object);
        } else {
            write_value(object, 0);
        }
        out_ += "\nendobj\n";
    }

    void write_stream(const PdfObject& object) {
        auto dictionary = object.GetDictionary();
        Bytes data = raw_stream(object);
        for (const char* key : {"Length", "DL"}) dictionary.RemoveKey(key);
        const PdfObject* filter = object.GetIndirectKey("Filter");
        if (filter == nullptr || filter->IsNull() || (filter->IsArray() && filter->GetArray().empty())) {
            for (const char* key : {"DecodeParms", "DP"}) dictionary.RemoveKey(key);
            dictionary.AddKey("Filter", PdfName("FlateDecode"));
            data = deflate_zlib(data);
        }
        dictionary.AddKey("Length", static_cast<pdf_int64>(data.size()));
        write_dictionary(dictionary, 0);
        out_ += "\nstream\n";
        out_.append(as_text(data));
        out_ += "\nendstream";
    }

    void write_dictionary(const PdfDictionary& dictionary, unsigned depth) {
        out_ += "<<";
        for (const auto& [key, value] : dictionary.GetKeys()) {
            if (value == nullptr || value->IsNull()) continue;
            out_ += '/' + key.GetEscapedName() + ' ';
            write_value(*value, depth + 1);
        }
        out_ += ">>";
    }

    void write_array(const PdfArray& array, unsigned depth) {
        out_ += '[';
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (i != 0) out_ += ' ';
            write_value(array[i], depth + 1);
        }
        out_ += ']';
    }

    void write_value(const PdfVariant& value, unsigned depth) {
        if (depth > deepest) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {"an object", "depth", std::to_string(deepest)}));
        }
        switch (value.GetDataType()) {
            case ePdfDataType_Dictionary: return write_dictionary(value.GetDictionary(), depth);
            case ePdfDataType_Array: return write_array(value.GetArray(), depth);
            case ePdfDataType_Real: return append_number(out_, value.GetReal());
            case ePdfDataType_Reference: {
                const auto number = number_of(value.GetReference());
                out_ += number == 0 ? "null" : std::to_string(number) + " 0 R";
                return;
            }
            default: break;
        }
        std::string text;
        value.ToString(text, ePdfWriteMode_Compact);
        // Compact mode puts a blank before some kinds; after '/Key ' and '[' it is only in the way.
        out_ += text.substr(std::min(text.find_first_not_of(' '), text.size()));
    }

    void write_end() {
        const auto id = sha256(as_bytes(out_)).hex().substr(0, 32);
        const auto start = out_.size();
        out_ += "xref\n0 " + std::to_string(offsets_.size() + 1) + "\n0000000000 65535 f \n";
        char row[32];
        for (const auto offset : offsets_) {
            std::snprintf(row, sizeof row, "%010llu 00000 n \n", static_cast<unsigned long long>(offset));
            out_ += row;
        }
        // ISO 32000-1, 14.4: the identifier depends on what was written and on nothing else.
        out_ += "trailer\n<</ID [<" + id + "><" + id + ">]/Root 1 0 R/Size " + std::to_string(offsets_.size() + 1) +
                ">>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
    }

    const PdfVecObjects& objects_;
    std::string out_;
    std::map<PdfReference, std::size_t> numbers_;
    std::vector<const PdfObject*> queue_;
    std::vector<std::uint64_t> offsets_;
};

}  // namespace

WrittenPdf write_pdf(const PdfVecObjects& objects, const PdfObject& catalogue) {
    return Writer(objects, catalogue).take();
}

}  // namespace review
