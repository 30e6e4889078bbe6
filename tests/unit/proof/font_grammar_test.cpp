#include <catch2/catch.hpp>

#include "proof/needles.hpp"

using namespace review;

namespace {

const std::string locked = "currentdict end\ncurrentfile eexec\n\x81\\\x92#41%42&lt;\xA3";

std::string program_with(const std::string& line) {
    return "%!PS-AdobeFont-1.0: Font\n12 dict begin\n/FontName /Font def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
           "dup 63 /question put\ndup 55 /seven put\nreadonly def\n/UniqueID 5000123 def\n" + line + locked;
}

bool is_found(const std::string& value, const std::string& bytes) {
    std::vector<RemovedValue> values;
    values.push_back({Sensitive(value), "term"});
    std::vector<Residue> residue;
    Needles needles(values);
    needles.look(bytes, "here", Where::text, residue);
    return !residue.empty();
}

// In a font whose codes are those of ASCII.
bool is_found_as_codes(const std::string& value, const std::string& bytes) {
    std::vector<RemovedValue> values;
    values.push_back({Sensitive("what these codes show"), "term"});
    std::vector<Residue> residue;
    Needles needles(values);
    needles.set_codes({{0, value}});
    needles.look_for_codes(bytes, "here", Where::program, residue);
    return !residue.empty();
}

}  // namespace

TEST_CASE("words of a Type 1 program's own grammar are none of a draft's, nor are parts of them") {
    for (const char* word : {"begin", "array", "index", "readonly", "current", "unique", "question", "even", "Adobe", "FontName", "Encoding"}) {
        INFO(word);
        CHECK_FALSE(is_found(word, program_with("")));
        CHECK_FALSE(is_found_as_codes(word, program_with("")));
        CHECK(is_found_as_codes(word, program_with("(" + std::string(word) + ")\n")));
        CHECK(is_found(word, "x" + program_with("")));  // no program
        CHECK(is_found(word, program_with("/Notice (so it says: " + std::string(word) + ") def\n")));
        CHECK(is_found(word, program_with("% " + std::string(word) + "\n")));
        CHECK(is_found(word, program_with("/x" + std::string(word) + " 1 def\n")));
        CHECK(is_found(word, program_with("") + word));  // behind what is in clear
    }
}

TEST_CASE("what else stands in a Type 1 program is found as ever") {
    CHECK(is_found("5000123", program_with("")));
    CHECK(is_found("UniqueID 5000123", program_with("")));
    CHECK(is_found("array dup", program_with("/A 1 array dup 0 put\n")));
    CHECK(is_found("version", program_with("/version 1 def\n")));
    CHECK(is_found("5F20", program_with("dup 66 /uni5F20 put\n")));
    CHECK(is_found("secret", program_with("dup 66 /secret put\n")));
    CHECK(is_found("secret", program_with("/sec ret\n")));
    CHECK(is_found("begin", "%!PS-AdobeFont-1.0: begin\n" + program_with("")));
}

TEST_CASE("read as text a Type 1 program is without the words of its grammar") {
    const auto text = program_with("/Notice (readonly) def\n");
    const auto blanked = FontGrammar(text).blanked(text);
    CHECK(blanked.size() == text.size());
    CHECK(blanked.find("/Notice (readonly)") != std::string::npos);
    CHECK(blanked.find("readonly") == blanked.rfind("readonly"));
    CHECK(FontGrammar("readonly def").blanked("readonly def") == "readonly def");
}
