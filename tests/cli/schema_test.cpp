#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>

#include "cli/program.hpp"
#include "support/run.hpp"

using support::TempFolder;
using support::write_file;

namespace {

const std::string draft = "<people>\n<person>\n<phone>13800138000</phone>\n</person>\n</people>\n";

std::string xsd(const std::string& phone) {
    return "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='people'><xs:complexType><xs:sequence>"
           "<xs:element name='person' maxOccurs='unbounded'><xs:complexType><xs:sequence><xs:element name='phone' type='" + phone +
           "'/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>";
}

std::string rng(const std::string& phone) {
    return "<element name='people' xmlns='http://relaxng.org/ns/structure/1.0' datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"
           "<oneOrMore><element name='person'><element name='phone'><data type='" + phone + "'/></element></element></oneOrMore></element>";
}

struct Office {
    TempFolder folder;
    std::string in = folder / "in.xml", out = folder / "out.xml", schema = folder / "schema", evidence = folder / "evidence.json";
    Office(const std::string& xml, const std::string& rules) {
        write_file(in, xml);
        write_file(schema, rules);
    }
    support::Ran redact() const {
        return cli_test::review({"redact", in, "--all", "-o", out, "--schema", schema, "--evidence", evidence});
    }
    std::string by_schema() const { return nlohmann::json::parse(support::read_file(evidence)).value("by_schema", ""); }
};

}  // namespace

TEST_CASE("what was valid by the schema and stays so is written, and the evidence says it") {
    for (const auto& schema : {xsd("xs:string"), rng("string")}) {
        const Office office(draft, schema);
        const auto ran = office.redact();
        INFO(ran.err);
        REQUIRE(ran.status == 0);
        CHECK(office.by_schema() == "valid");
        const bool relax = schema.find("relaxng") != std::string::npos;
        CHECK(support::run({"xmllint", "--noout", relax ? "--relaxng" : "--schema", office.schema, office.out}).status == 0);
    }
}

TEST_CASE("a typed field gets a neutral value, the same whatever it held, and the evidence says which") {
    for (const auto& [type, value] : {std::pair<std::string, std::string>{"integer", "0"}, {"decimal", "0"}, {"nonNegativeInteger", "0"}, {"positiveInteger", "1"}}) {
        for (const auto& schema : {xsd("xs:" + type), rng(type)}) {
            const Office office(draft, schema);
            const auto ran = office.redact();
            INFO(type << ran.err);
            REQUIRE(ran.status == 0);
            CHECK(office.by_schema() == "valid");
            CHECK(support::read_file(office.out) == "<people>\n<person>\n<phone>" + value + "</phone>\n</person>\n</people>\n");
            const auto told = nlohmann::json::parse(support::read_file(office.evidence)).at("neutral_fields");
            CHECK(told == nlohmann::json{{{"path", "/people/person/phone"}, {"text", value}, {"removed", false}, {"count", 1}}});
            const bool relax = schema.find("relaxng") != std::string::npos;
            CHECK(support::run({"xmllint", "--noout", relax ? "--relaxng" : "--schema", office.schema, office.out}).status == 0);
        }
    }
}

TEST_CASE("a typed field for which no neutral value is valid is refused, with the line") {
    const std::string only = "<xs:simpleType name='only'><xs:restriction base='xs:string'><xs:pattern value='1[0-9]{9}0'/></xs:restriction></xs:simpleType>";
    auto schema = xsd("only");
    schema.insert(schema.find("<xs:element"), only);
    const Office office(draft, schema);
    const auto ran = office.redact();
    CHECK(ran.status == 3);
    CHECK(cli_test::one_message(ran));
    CHECK(ran.err.find("line 3") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(office.out));
}

TEST_CASE("a draft that was not valid is redacted all the same, and the evidence says so") {
    const Office office(draft, xsd("xs:boolean"));
    REQUIRE(office.redact().status == 0);
    CHECK(office.by_schema() == "draft was not valid");
}

TEST_CASE("a schema that is none, or that asks for other files, is refused before anything is written") {
    for (const std::string schema : {"", "<a/>", "no xml", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='/etc/passwd'/></xs:schema>",
                                     "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>&e;</xs:schema>"}) {
        const Office office(draft, schema);
        const auto ran = office.redact();
        INFO(schema << ran.err);
        CHECK(ran.status > 1);
        CHECK(cli_test::one_message(ran));
        CHECK_FALSE(std::filesystem::exists(office.out));
    }
    TempFolder folder;
    write_file(folder / "a.txt", "13800138000");
    write_file(folder / "s.xsd", xsd("xs:string"));
    CHECK(cli_test::review({"redact", folder / "a.txt", "--all", "-o", folder / "b.txt", "--schema", folder / "s.xsd"}).status > 1);
}
