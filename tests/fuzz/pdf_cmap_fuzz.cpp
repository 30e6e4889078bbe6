#include <cstdlib>
#include <string>

#include "format/pdf/fonts/cmap.hpp"
#include "format/pdf/to_unicode.hpp"

// Codes are never longer than what is left, and a map cut to some codes says the same of them and nothing
// of the others.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Bytes bytes(data, data + size);
    const auto must = [](bool holds) {
        if (!holds) std::abort();
    };
    const auto cmap = pdf::CMap::parse(as_text(bytes));
    const auto text = as_text(bytes);
    for (std::size_t at = 0; at < text.size();) {
        const auto length = cmap.code_length(text.substr(at));
        must(length >= 1 && at + length <= text.size());
        at += length;
    }
    const std::set<std::uint32_t> used{0x20, 0x41, 0x4e2d};
    const auto cut = to_unicode_of(bytes, used);
    const auto trimmed = pdf::CMap::parse(as_text(cut));
    for (const std::uint32_t code : {0x21u, 0x42u, 0x4e2eu}) {
        for (std::size_t length = 1; length <= 2; ++length) {
            std::string none;
            must(!trimmed.unicode(code, length, none));
        }
    }
    must(to_unicode_of(cut, used) == cut);
    return 0;
}
