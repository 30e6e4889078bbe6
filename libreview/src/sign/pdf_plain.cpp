#include "sign/pdf_plain.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <numeric>

#include "base/messages/sign.hpp"
#include "sign/pdf_written_once.hpp"

namespace review {
namespace {

constexpr std::string_view head = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

[[noreturn]] void not_plain(std::size_t at) { throw PdfFault{say(Msg::sign_pdf_syntax, {std::to_string(at)})}; }

// The writer packs streams that have no filter, and gives every stream its length: who puts one here has done so.
void require_packed(const PdfValue& dictionary) {
    const PdfValue* filter = dictionary.find("Filter");
    const bool packed = filter && (filter->kind == PdfValue::Kind::name || (filter->kind == PdfValue::Kind::array && !filter->items.empty()));
    const PdfValue* length = dictionary.find("Length");
    if (!packed || !length || length->kind != PdfValue::Kind::integer || dictionary.find("DL")) not_plain(dictionary.begin);
}

}  // namespace

void PlainObjects::begin(std::uint64_t number) {
    if (number >= entries_.size()) entries_.resize(number + 1);
    entries_[number] = {text_.size(), 0, references_.size(), 0, {}, true};
}

void PlainObjects::end(std::uint64_t number, std::optional<ByteView> stream) {
    Entry& entry = entries_[number];
    entry.text_end = text_.size();
    entry.references_end = references_.size();
    entry.stream = stream;
}

void PlainObjects::put(std::uint64_t number, const PdfValue& value, std::string_view source, std::optional<ByteView> stream) {
    if (stream) require_packed(value);
    begin(number);
    take(value, source);
    end(number, stream);
}

void PlainObjects::put(std::uint64_t number, const std::string& text, std::optional<ByteView> stream) {
    put(number, PdfLexer(as_bytes(text), 0).value(), text, stream);
}

void PlainObjects::put_verbatim(std::uint64_t number, std::string_view text) {
    begin(number);
    text_ += text;
    end(number, {});
}

void PlainObjects::take(const PdfValue& value, std::string_view source) {
    switch (value.kind) {
        case PdfValue::Kind::reference:
            // To what is there by now: a number that nothing has would get a new object of somebody else's.
            if (value.number >= entries_.size()) not_plain(value.begin);
            references_.push_back({text_.size(), value.number});
            return;
        case PdfValue::Kind::dictionary: return take_dictionary(value, source);
        case PdfValue::Kind::array:
            text_ += '[';
            for (std::size_t i = 0; i < value.items.size(); ++i) {
                if (i != 0) text_ += ' ';
                take(value.items[i], source);
            }
            text_ += ']';
            return;
        default: break;
    }
    const auto text = source.substr(value.begin, value.end - value.begin);
    if (!written_once(text)) not_plain(value.begin);
    text_ += text;
}

void PlainObjects::take_dictionary(const PdfValue& value, std::string_view source) {
    std::vector<std::size_t> order(value.keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto less = [&](std::size_t a, std::size_t b) { return value.keys[a] < value.keys[b]; };
    if (!std::is_sorted(order.begin(), order.end(), less)) std::sort(order.begin(), order.end(), less);
    text_ += "<<";
    for (const auto i : order) {
        const auto& key = value.keys[i];
        const PdfValue& item = value.items[i];
        // A key whose value is null is no key (7.3.7).
        if (!plain_name(key) || source.substr(item.begin, item.end - item.begin) == "null") not_plain(item.begin);
        text_ += '/';
        text_ += key;
        text_ += ' ';
        take(item, source);
    }
    text_ += ">>";
}

class PlainObjects::Writing {
public:
    Writing(const PlainObjects& objects, std::uint64_t catalogue) : objects_(objects), numbers_(objects.entries_.size()) {
        std::size_t size = objects.text_.size() + 64 * objects.entries_.size() + 16 * objects.references_.size() + 256;
        for (const auto& entry : objects.entries_) size += entry.stream ? entry.stream->size() : 0;
        out_.reserve(size);
        put(head);
        written_.offsets.resize(objects.entries_.size());
        number_of(catalogue);
        for (std::size_t next = 0; next < queue_.size(); ++next) write_object(queue_[next], next + 1);
        write_end();
    }

    Written take() {
        written_.bytes = std::move(out_);
        return std::move(written_);
    }

private:
    void put(std::string_view text) {
        const ByteView bytes = as_bytes(text);
        out_.insert(out_.end(), bytes.begin(), bytes.end());
    }
    void put(std::uint64_t number) {
        char digits[20];
        put({digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, number).ptr - digits)});
    }

    std::uint64_t number_of(std::uint64_t old) {
        if (!objects_.has(old)) throw PdfFault{say(Msg::sign_pdf_no_object, {std::to_string(old)})};
        if (numbers_[old] == 0) {
            queue_.push_back(old);
            numbers_[old] = queue_.size();
        }
        return numbers_[old];
    }

    void write_object(std::uint64_t old, std::uint64_t number) {
        const Entry& entry = objects_.entries_[old];
        written_.offsets[old] = out_.size();
        put(number);
        put(" 0 obj\n");
        const std::string_view text = objects_.text_;
        std::size_t at = entry.text_begin;
        for (std::size_t i = entry.references_begin; i < entry.references_end; ++i) {
            const Reference& reference = objects_.references_[i];
            put(text.substr(at, reference.at - at));
            put(number_of(reference.number));
            put(" 0 R");
            at = reference.at;
        }
        put(text.substr(at, entry.text_end - at));
        if (entry.stream) {
            put("\nstream\n");
            put(as_text(*entry.stream));
            put("\nendstream");
        }
        put("\nendobj\n");
    }

    // With room for the identifier, which depends on what is still to be written (format/slot_identifier).
    void write_end() {
        const std::string id(32, '0');
        const auto start = out_.size();
        put("xref\n0 ");
        put(queue_.size() + 1);
        put("\n0000000000 65535 f \n");
        char row[32];
        for (const auto old : queue_) {
            std::snprintf(row, sizeof row, "%010llu 00000 n \n", static_cast<unsigned long long>(written_.offsets[old]));
            put(row);
        }
        put("trailer\n<</ID [<" + id + "><" + id + ">]/Root 1 0 R/Size ");
        put(queue_.size() + 1);
        put(">>\nstartxref\n");
        put(start);
        put("\n%%EOF\n");
    }

    const PlainObjects& objects_;
    Bytes out_;
    Written written_;
    std::vector<std::uint64_t> numbers_, queue_;
};

PlainObjects::Written PlainObjects::write(std::uint64_t catalogue) const { return Writing(*this, catalogue).take(); }

}  // namespace review
