#include "cli/decisions_options.hpp"

#include <cstdio>

#include "base/messages/decide.hpp"
#include "report/printable.hpp"

namespace cli {

using namespace review;

void add_bases(CLI::App& app, std::string& path) {
    app.add_option("--bases", path, say(Msg::decide_opt_bases))->type_name("FILE");
}

LegalBases bases_of(const std::string& path) { return path.empty() ? built_in_bases() : load_bases(path); }

void warn_of_remarks(const Decisions& decisions) {
    constexpr std::size_t most = 20;
    const auto complain = [](const std::string& line) { std::fprintf(stderr, "review: %s\n", printable(line).c_str()); };
    const auto& remarks = decisions.remarks;
    for (std::size_t i = 0; i < remarks.size() && i < most; ++i) complain(say(Msg::decide_warning, {remarks[i]}));
    if (remarks.size() > most) complain(say(Msg::decide_more, {std::to_string(remarks.size() - most)}));
}

}  // namespace cli
