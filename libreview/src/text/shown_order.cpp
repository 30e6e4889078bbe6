#include "text/shown_order.hpp"

#include <memory>

#include <unicode/ubidi.h>
#include <unicode/unistr.h>

namespace review {

bool turns_round(std::string_view utf8) { return utf8.find("\xe2\x80\xae") != utf8.npos; }

std::vector<std::size_t> shown_order(const std::u32string& line) {
    icu::UnicodeString units;
    std::vector<std::size_t> character;  // of each unit
    for (std::size_t i = 0; i < line.size(); ++i) {
        units.append(static_cast<UChar32>(line[i]));
        character.resize(static_cast<std::size_t>(units.length()), i);
    }
    std::vector<std::size_t> order(line.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), &ubidi_close);
    UErrorCode status = U_ZERO_ERROR;
    ubidi_setPara(bidi.get(), units.getBuffer(), units.length(), UBIDI_DEFAULT_LTR, nullptr, &status);
    std::vector<int32_t> shown(character.size());
    if (!shown.empty()) ubidi_getVisualMap(bidi.get(), shown.data(), &status);
    if (U_FAILURE(status)) return order;
    order.clear();
    std::vector<bool> taken(line.size(), false);
    for (const auto unit : shown) {
        const auto at = character[static_cast<std::size_t>(unit)];
        if (!taken[at]) order.push_back(at);
        taken[at] = true;
    }
    return order;
}

}  // namespace review
