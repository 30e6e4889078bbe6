#include "cli/named_files.hpp"

#include <sys/stat.h>

#include <string_view>

#include <review/error.hpp>

#include "base/messages/cli.hpp"

namespace cli {

using namespace review;

void refuse_files_named_as_options(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--") return;
        struct stat status {};
        if (word.size() < 2 || word[0] != '-' || lstat(argv[i], &status) != 0) continue;
        throw Error(Errc::bad_config, say(Msg::cli_named_as_option, {argv[i]}));
    }
}

}  // namespace cli
