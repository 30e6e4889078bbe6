#include "format/pdf/mend_trailer.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace review::pdf {
namespace {

constexpr std::size_t most_before = 65536;  // bytes of a catalog before its /Type

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_white(char c) { return c == '\0' || std::isspace(static_cast<unsigned char>(c)) != 0; }

// "12 0", where text ends with 12 0 obj; empty: it does not.
std::string object_before(std::string_view text) {
    auto at = text.size();
    const auto back_over = [&](auto kind) {
        const auto from = at;
        while (at > 0 && kind(text[at - 1])) --at;
        return text.substr(at, from - at);
    };
    back_over(is_white);
    const auto generation = back_over(is_digit);
    const auto gap = back_over(is_white);
    const auto number = back_over(is_digit);
    if (generation.empty() || gap.empty() || number.empty() || generation.size() > 5 || number.size() > 10) return "";
    return std::string(number) + " " + std::string(generation);
}

// The object whose dictionary names itself a catalog at `word`.
std::string catalog_at(std::string_view file, std::size_t word) {
    const auto before = file.substr(word - std::min(word, most_before), std::min(word, most_before));
    const auto object = before.rfind("obj");
    if (object == before.npos || (object >= 3 && before.substr(object - 3, 3) == "end")) return "";
    const auto type = before.rfind("/Type");
    if (type == before.npos || type < object || !std::all_of(before.begin() + static_cast<std::ptrdiff_t>(type) + 5, before.end(), is_white)) return "";
    return object_before(before.substr(0, object));
}

}  // namespace

Bytes with_trailer(ByteView draft) {
    const auto file = as_text(draft);
    if (file.find("/Encrypt") != file.npos) return {};
    constexpr int most_tries = 64;
    auto word = file.rfind("/Catalog");
    for (int i = 0; i < most_tries && word != file.npos; ++i, word = word == 0 ? file.npos : file.rfind("/Catalog", word - 1)) {
        const auto catalog = catalog_at(file, word);
        if (catalog.empty()) continue;
        // The first trailer that can be read counts, so it stands before all others; places in the file are found anew.
        const auto head = "%PDF-1.7\ntrailer\n<</Root " + catalog + " R>>\n";
        Bytes mended(head.begin(), head.end());
        mended.insert(mended.end(), draft.begin(), draft.end());
        const std::string_view tail = "\nstartxref\n0\n%%EOF\n";  // qpdf reads no object that ends with the file
        mended.insert(mended.end(), tail.begin(), tail.end());
        return mended;
    }
    return {};
}

}  // namespace review::pdf
