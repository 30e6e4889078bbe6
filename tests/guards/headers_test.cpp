#include <catch2/catch.hpp>

#include <concepts>
#include <ostream>
#include <string>
#include <type_traits>

#include <review/sensitive.hpp>

#include "guards/layers.hpp"
#include "support/run.hpp"

using namespace guards;

namespace {

const std::string include_folder = std::string("-I") + REVIEW_SOURCE + "/libreview/include";

support::Ran compile(const std::string& compiler, const std::string& standard, const std::string& language,
                     const std::string& source) {
    return support::run({compiler, "-std=" + standard, "-x", language, "-Wall", "-Wextra", "-pedantic", "-Werror",
                         "-fsyntax-only", include_folder, "-"},
                        source);
}

template <typename T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

}  // namespace

TEST_CASE("public C headers compile as C11 and as C++") {
    for (const auto& file : sources({"libreview/include"})) {
        if (!file.ends_with(".h")) continue;
        const auto source = "#include <" + file.substr(file.find("review/", 10)) + ">\nint main(void) { return 0; }\n";
        for (const auto& [compiler, standard, language] :
             {std::tuple{REVIEW_CC, "c11", "c"}, std::tuple{REVIEW_CXX, "c++20", "c++"}}) {
            const auto ran = compile(compiler, standard, language, source);
            INFO(file << " as " << standard << ":\n" << ran.err);
            CHECK(ran.status == 0);
        }
    }
}

TEST_CASE("every public C++ header compiles alone") {
    // One compiler run for all: each header is first in a unit of its own only if it is complete in
    // itself, which -fsyntax-only on the header shows.
    for (const auto& file : sources({"libreview/include"})) {
        if (!file.ends_with(".hpp")) continue;
        const auto ran = compile(REVIEW_CXX, "c++20", "c++", "#include \"" + std::string(REVIEW_SOURCE) + "/" + file + "\"\n");
        INFO(file << ":\n" << ran.err);
        CHECK(ran.status == 0);
    }
}

TEST_CASE("draft text has a type that cannot be printed, copied or converted") {
    static_assert(!Streamable<review::Sensitive>);
    static_assert(!std::is_copy_constructible_v<review::Sensitive>);
    static_assert(!std::is_convertible_v<review::Sensitive, std::string>);
    static_assert(!std::is_convertible_v<review::Sensitive, std::string_view>);
    static_assert(!std::is_convertible_v<std::string, review::Sensitive>);
    const std::string head = "#include <iostream>\n#include <review/sensitive.hpp>\nint main() { review::Sensitive s;";
    CHECK(compile(REVIEW_CXX, "c++20", "c++", head + " (void)s.reveal(); }\n").status == 0);
    CHECK(compile(REVIEW_CXX, "c++20", "c++", head + " std::cout << s; }\n").status != 0);
    CHECK(compile(REVIEW_CXX, "c++20", "c++", head + " auto t = s; (void)t; }\n").status != 0);
}
