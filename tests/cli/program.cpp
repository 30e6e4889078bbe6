#include "cli/program.hpp"

namespace cli_test {
namespace {

const support::TempFolder& state() {
    static const support::TempFolder folder;
    return folder;
}

std::vector<std::string> surroundings() {
    return {"LC_ALL=C.UTF-8", "XDG_STATE_HOME=" + state().path(), "XDG_CONFIG_HOME=" + state().path(), std::string("REVIEW=") + REVIEW_PROGRAM};
}

}  // namespace

support::Ran review(std::vector<std::string> words, const std::string& input) {
    words.insert(words.begin(), REVIEW_PROGRAM);
    auto environment = surroundings();
    return support::run(words, input, 120, environment);
}

support::Ran shell(const std::string& script) {
    auto environment = surroundings();
    return support::run({"sh", "-c", script}, {}, 120, environment);
}

bool one_message(const support::Ran& ran) {
    const auto first = ran.err.find("review: ");
    return first == 0 && ran.err.find("\nreview: ") == std::string::npos && ran.err.back() == '\n';
}

std::string fixture(const std::string& name) { return std::string(REVIEW_FIXTURES) + "/" + name; }

}  // namespace cli_test
