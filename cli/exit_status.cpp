#include "cli/exit_status.hpp"

#include <cxxabi.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <typeinfo>

#include "base/messages/cli.hpp"
#include "report/printable.hpp"

namespace cli {

using namespace review;

Exit exit_of(Errc code) {
    switch (code) {
        case Errc::io:
        case Errc::bad_config:
        case Errc::bad_pattern:
        case Errc::bad_key: return exit_usage;
        case Errc::malformed:
        case Errc::unsupported:
        case Errc::encrypted:
        case Errc::limit:
        case Errc::refused: return exit_unreadable;
        case Errc::unverified: return exit_unverified;
        case Errc::unapproved: return exit_unapproved;
    }
    return exit_fault;
}

namespace {

// Some messages have a report behind their first line.
void complain(const std::string& message) {
    std::istringstream lines(message);
    const char* lead = "review: ";
    for (std::string line; std::getline(lines, line); lead = "") std::fprintf(stderr, "%s%s\n", lead, printable(line).c_str());
}

std::string line_of(const Obstacle& obstacle) {
    std::string place;
    const auto add = [&](const std::string& piece) { place += (place.empty() ? "" : ", ") + piece; };
    if (obstacle.page > 0) add(say(Msg::cli_page, {std::to_string(obstacle.page)}));
    if (!obstacle.object.empty()) add(obstacle.object);
    if (!obstacle.op.empty()) add(say(Msg::cli_operator, {obstacle.op}));
    std::string line = place.empty() ? obstacle.reason : say(Msg::cli_obstacle, {place, obstacle.reason});
    std::string choices;
    for (const auto& choice : obstacle.choices) choices += (choices.empty() ? "" : "; ") + choice;
    return choices.empty() ? line : line + say(Msg::cli_choices, {choices});
}

std::string type_of_current_exception() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    if (!type) return "?";
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), &std::free);
    return name ? name.get() : type->name();
}

}  // namespace

Exit report(const Error& error) {
    complain(error.what());
    for (const auto& obstacle : error.obstacles()) std::fprintf(stderr, "  %s\n", printable(line_of(obstacle)).c_str());
    return exit_of(error.code());
}

Exit report_current_exception() {
    try {
        throw;
    } catch (const Error& error) {
        return report(error);
    } catch (const std::bad_alloc&) {
        complain(say(Msg::cli_memory));
        return exit_unreadable;
    } catch (...) {
        // Only the type: what a foreign exception says may quote the draft.
        complain(say(Msg::cli_fault, {type_of_current_exception()}));
        return exit_fault;
    }
}

}  // namespace cli
