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

namespace {

// Fields of one name with two types, attributes like elements, all on one line.
const std::string crowded_xsd =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='r'><xs:complexType><xs:sequence><xs:element name='p' maxOccurs='unbounded'><xs:complexType><xs:sequence>"
    "<xs:element name='n' type='xs:string'/><xs:element name='b' type='xs:date'/><xs:element name='d'><xs:complexType><xs:sequence><xs:element name='b' type='xs:integer'/></xs:sequence>"
    "<xs:attribute name='b' type='xs:gYear'/><xs:attribute name='e' type='xs:boolean'/></xs:complexType></xs:element>"
    "</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>";
const std::string crowded_rng =
    "<element name='r' xmlns='http://relaxng.org/ns/structure/1.0' datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'><oneOrMore><element name='p'>"
    "<element name='n'><text/></element><element name='b'><data type='date'/></element><element name='d'><attribute name='b'/><attribute name='e'/>"
    "<element name='b'><data type='integer'/></element></element></element></oneOrMore></element>";

std::string crowded(const std::string& name, const std::string& date, const std::string& number, const std::string& year, const std::string& flag) {
    return "<r><p><n>" + name + "</n><b>" + date + "</b><d b='" + year + "' e='" + flag + "'><b>" + number + "</b></d></p><p><n>甲乙</n><b>1999-01-02</b><d b='1999' e='true'><b>7</b></d></p></r>";
}

}  // namespace

TEST_CASE("which field is not valid is known by its place, not its line: fields on one line, of one name, in UTF-16") {
    for (const auto& schema : {crowded_xsd, crowded_rng}) {
        const bool relax = schema == crowded_rng;
        std::string before;
        for (const auto& xml : {crowded("欧阳娜娜", "1980-02-03", "77777", "1980", "true"), crowded("李四", "1900-01-01", "0", "1900", "0")}) {
            const Office office(xml, schema);
            write_file(office.folder / "p.yaml", std::string("policy: p\nrows: []\nxml:\n  - {path: //n, do: cut}\n  - {path: //b, do: cut}\n") +
                                                     (relax ? "" : "  - {path: //@*, do: cut}\n"));
            const std::vector<std::string> words{"redact", office.in, "--all", "-o", office.out, "--schema", office.schema, "--policy", office.folder / "p.yaml"};
            const auto ran = cli_test::review(words);
            INFO(ran.err);
            REQUIRE(ran.status == 0);
            CHECK(support::run({"xmllint", "--noout", relax ? "--relaxng" : "--schema", office.schema, office.out}).status == 0);
            const auto output = support::read_file(office.out);
            CHECK(output.starts_with("<r><p><n>████</n><b>1900-01-01</b>"));
            CHECK(output.find(relax ? "><b>0</b></d>" : "<d b='1900' e='0'><b>0</b></d>") != std::string::npos);
            if (!relax) CHECK((before.empty() || before == output));  // non-interference
            before = output;
            if (relax) continue;
            REQUIRE(support::run({"/bin/sh", "-c", "iconv -f UTF-8 -t UTF-16 \"$1\" > \"$1.16\" && mv \"$1.16\" \"$1\"", "sh", office.in}).status == 0);
            std::filesystem::remove(office.out);
            REQUIRE(cli_test::review(words).status == 0);
            CHECK(support::run({"iconv", "-f", "UTF-16", "-t", "UTF-8", office.out}).out == output);
        }
    }
}

TEST_CASE("elements that go do not shift the places of those behind them") {
    const Office office("<r><x><i>甲乙</i><i/></x><b>1980-02-03</b><x/><b>1981-02-03</b></r>",
                        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='r'><xs:complexType><xs:sequence><xs:any minOccurs='0' maxOccurs='unbounded' "
                        "processContents='lax'/></xs:sequence></xs:complexType></xs:element><xs:element name='b' type='xs:date'/></xs:schema>");
    write_file(office.folder / "p.yaml", "policy: p\nrows: []\nxml:\n  - {path: //x, do: cut, remove: true}\n  - {path: //b, do: cut}\n");
    const auto ran = cli_test::review({"redact", office.in, "--all", "-o", office.out, "--schema", office.schema, "--policy", office.folder / "p.yaml"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(support::read_file(office.out) == "<r><b>1900-01-01</b><x/><b>1900-01-01</b></r>");
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
