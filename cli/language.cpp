#include "cli/language.hpp"

#include <cstdlib>
#include <string_view>

#include "base/messages.hpp"

namespace cli {

void choose_language(int argc, const char* const* argv) {
    std::string_view wanted;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value && *value) {
            wanted = value;
            break;
        }
    }
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--") break;
        if (word == "--lang" && i + 1 < argc) wanted = argv[i + 1];
        if (word.starts_with("--lang=")) wanted = word.substr(7);
    }
    review::set_language(review::language_of_locale(wanted));
}

}  // namespace cli
