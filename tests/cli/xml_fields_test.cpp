#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

// A portal's records: what a policy says of their fields goes before what rules find.
struct Portal {
    TempFolder folder;
    std::string in = folder / "in.xml", out = folder / "out.xml", policy = folder / "policy.yaml";

    Portal(const std::string& xml, const std::string& fields) {
        write_file(in, xml);
        write_file(policy, "policy: portal\nextends: default\nrows: []\nxml:\n" + fields);
    }
    support::Ran redact(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"redact", in, "--all", "--policy", policy, "-o", out};
        words.insert(words.end(), more.begin(), more.end());
        return review(words);
    }
    std::string redacted(std::vector<std::string> more = {}) const {
        std::filesystem::remove(out);
        const auto ran = redact(std::move(more));
        INFO(ran.err);
        REQUIRE(ran.status == 0);
        return support::read_file(out);
    }
};

std::string record(const std::string& name, const std::string& sex) {
    return "<list>\n<row id=\"13912345678\"><applicant><name>" + name + "</name><sex>" + sex + "</sex></applicant><note>" + sex + "，" + name +
           "来电</note><office><tel>13700001111</tel></office></row>\n</list>\n";
}

}  // namespace

TEST_CASE("a field that the policy says goes is gone from its place, and its value from everywhere unless it tells too little") {
    const Portal portal(record("张小明", "男"), "  - {path: //applicant/name, do: cut, basis: [条例15]}\n  - {path: //sex, do: cut}\n"
                                                 "  - {path: //@id, do: pass-over}\n  - {path: /list/row/office, do: publish, basis: [条例20]}\n");
    CHECK(portal.redacted() == "<list>\n<row id=\"13912345678\"><applicant><name>████</name><sex>████</sex></applicant><note>男，████来电</note>"
                               "<office><tel>13700001111</tel></office></row>\n</list>\n");
    const auto scan = review({"scan", portal.in, "--policy", portal.policy});
    CHECK(scan.status == 1);
    CHECK(scan.out.find("A field of XML") != std::string::npos);
    CHECK(scan.out.find("the policy says that //applicant/name goes") != std::string::npos);
    CHECK(scan.out.find("139") == std::string::npos);  // @id was not looked at
    CHECK(scan.out.find("/list/row/office: this has to be published") != std::string::npos);
}

TEST_CASE("two drafts that differ only in what such fields hold give the same output, and redaction again changes nothing") {
    const std::string fields = "  - {path: //applicant, do: cut}\n  - {path: //note, do: cut, neutral: 略}\n  - {path: //@id, remove: true, do: cut}\n";
    const Portal one(record("张小明", "男"), fields), two(record("李四", "女"), fields);
    const auto output = one.redacted();
    CHECK(output == two.redacted());
    CHECK(output == "<list>\n<row><applicant><name>████</name><sex>████</sex></applicant><note>略</note><office><tel>████████████</tel></office></row>\n</list>\n");
    std::filesystem::copy_file(one.out, one.in, std::filesystem::copy_options::overwrite_existing);
    CHECK(one.redacted() == output);
}

TEST_CASE("an element that goes takes what is in it along; comments, tags and references in a field are no way out") {
    const Portal portal("<r><p><!-- 王五 --><n>王<b>五</b>&#x738b;<![CDATA[五]]></n><?x 王五?></p><q a='王五'>甲</q><p>乙</p></r>",
                        "  - {path: /r/p, do: cut, remove: true}\n  - {path: /r/q, do: cut, neutral: '<&\"''>'}\n");
    CHECK(portal.redacted() == "<r><q a='████'>&lt;&amp;&quot;&apos;&gt;</q></r>");
}

TEST_CASE("an element without an end tag is a field like any other: its attributes go, or it goes as a whole") {
    const std::string xml = "<r><p name='欧阳娜娜'/><p name='欧阳娜娜'></p><p/>欧阳娜娜</r>";
    CHECK(Portal(xml, "  - {path: //p, do: cut}\n").redacted() == "<r><p name='████'/><p name='████'></p><p/>████</r>");
    CHECK(Portal(xml, "  - {path: //p, do: cut, remove: true}\n").redacted() == "<r><p/>████</r>");
    CHECK(Portal("<r id='欧阳娜娜'><p id='上官云珠'/></r>", "  - {path: /r//@id, do: cut}\n").redacted() == "<r id='████'><p id='████'/></r>");
}

TEST_CASE("an attribute is filled or goes although its element is filled, and the evidence counts what was done") {
    const Portal portal("<r><q a='欧阳娜娜' b='甲'>甲乙</q><z><y>丙</y></z></r>",
                        "  - {path: //q, do: cut, neutral: N}\n  - {path: //@a, do: cut, remove: true}\n  - {path: //@b, do: cut, neutral: '1'}\n"
                        "  - {path: //z, do: cut, remove: true}\n  - {path: //y, do: cut, neutral: '2'}\n");
    const auto evidence = portal.folder / "evidence.json";
    CHECK(portal.redacted({"--evidence", evidence}) == "<r><q b='1'>N</q></r>");
    const auto told = nlohmann::json::parse(support::read_file(evidence)).at("neutral_fields");
    REQUIRE(told.size() == 4);
    for (const auto& field : told) CHECK(field.at("path") != "/r/z/y");
}

TEST_CASE("each cell and each line of a field is a value that goes wherever it stands alone, and a blotted row is no finding") {
    const Portal table("<html xmlns='http://www.w3.org/1999/xhtml'><table><tr><td>欧阳小明</td><td>男</td></tr></table><p>欧阳小明来电</p></html>", "  - {path: //tr, do: cut}\n");
    CHECK(table.redacted() == "<html xmlns='http://www.w3.org/1999/xhtml'><table><tr><td>████</td><td>████</td></tr></table><p>████来电</p></html>");
    CHECK(review({"scan", table.out, "--policy", table.policy}).status == 0);
    const Portal lines("<r><a>\n 申请人\n <name>欧阳小明</name>\n</a><note>欧阳小明来电</note></r>", "  - {path: //a, do: cut}\n");
    CHECK(lines.redacted() == "<r><a>\n ████\n <name>████</name>\n</a><note>████来电</note></r>");
    const Portal split("<r><a>欧<b>阳小</b>明</a><note>欧阳小明来电</note></r>", "  - {path: //a, do: cut}\n");
    CHECK(split.redacted() == "<r><a>████<b>████</b>████</a><note>████来电</note></r>");
}

TEST_CASE("a field in GB18030 is found and filled in its encoding") {
    const std::string xml = "<?xml version='1.0' encoding='GB18030'?><r><n>\xd5\xc5\xc8\xfd\xb7\xe1</n></r>";
    const Portal portal(xml, "  - {path: //n, do: cut, neutral: 无}\n");
    CHECK(portal.redacted() == "<?xml version='1.0' encoding='GB18030'?><r><n>\xce\xde</n></r>");
}

TEST_CASE("a neutral value that looks like a value is nobody's: the proof does not stumble over it") {
    const std::string fields = "  - {path: //birth, do: cut, neutral: '1900-01-01'}\n  - {path: //tel, neutral: '13800000000'}\n";
    const Portal portal("<r><p>出生日期：<birth>1980-02-03</birth></p><tel>13912345678</tel></r>", fields);
    CHECK(portal.redacted() == "<r><p>出生日期：<birth>1900-01-01</birth></p><tel>13800000000</tel></r>");
    // And so it is where the draft itself says it: nobody could see that it went.
    const Portal same("<r><p>出生日期：<birth>1900-01-01</birth>，<i>1900-01-01</i></p><tel>13912345678</tel></r>", fields);
    CHECK(same.redacted() == "<r><p>出生日期：<birth>1900-01-01</birth>，<i>████████████</i></p><tel>13800000000</tel></r>");
}

TEST_CASE("declarations of name spaces are no attributes: they stay in every field, and names mean what they meant") {
    const std::string xml = "<r xmlns='urn:r' xmlns:x='http://example.org/x'><x:row x:id='欧阳小明' xmlns:z='urn:z'><z:n xmlns='' q='甲'>上官云珠</z:n></x:row></r>";
    const std::string root = "<r xmlns='urn:r' xmlns:x='http://example.org/x'>";
    CHECK(Portal(xml, "  - {path: //row, do: cut}\n").redacted() == root + "<x:row x:id='████' xmlns:z='urn:z'><z:n xmlns='' q='████'>████</z:n></x:row></r>");
    CHECK(Portal(xml, "  - {path: //@*, do: cut}\n").redacted() == root + "<x:row x:id='████' xmlns:z='urn:z'><z:n xmlns='' q='████'>上官云珠</z:n></x:row></r>");
    CHECK(Portal(xml, "  - {path: //@*, do: cut, neutral: N}\n").redacted() == root + "<x:row x:id='N' xmlns:z='urn:z'><z:n xmlns='' q='N'>上官云珠</z:n></x:row></r>");
    CHECK(Portal(xml, "  - {path: //@*, do: cut, remove: true}\n").redacted() == root + "<x:row xmlns:z='urn:z'><z:n xmlns=''>上官云珠</z:n></x:row></r>");
    // They are no way out either.
    CHECK(Portal("<r><p xmlns:q='urn:13912345678'>甲</p></r>", "  - {path: //p, do: cut}\n").redacted().find("139") == std::string::npos);
}

TEST_CASE("a field in the custom XML of an office document goes from the text that shows it") {
    const TempFolder folder;
    const auto draft = folder / "a.docx", out = folder / "out.docx", policy = folder / "policy.yaml";
    write_file(policy, "policy: portal\nrows: []\nxml:\n  - {path: //name, do: cut}\n");
    const std::string pack = R"(
import sys, zipfile
office = "http://schemas.openxmlformats.org/"
to = lambda kind, target: f'<Relationships xmlns="{office}package/2006/relationships"><Relationship Id="rId1" Type="{office}officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
with zipfile.ZipFile(sys.argv[1], "w") as made:
    made.writestr("[Content_Types].xml", f'<Types xmlns="{office}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    made.writestr("_rels/.rels", to("officeDocument", "word/document.xml"))
    made.writestr("word/_rels/document.xml.rels", to("customXml", "../customXml/item1.xml"))
    made.writestr("word/document.xml", f'<w:document xmlns:w="{office}wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>欧阳小明来电</w:t></w:r></w:p></w:body></w:document>')
    made.writestr("customXml/item1.xml", "<list><row><name>欧阳小明</name><sex>男</sex></row></list>")
)";
    REQUIRE(support::run({"/usr/bin/python3", "-c", pack, draft}).status == 0);
    const auto scan = review({"scan", draft, "--policy", policy});
    CHECK(scan.status == 1);
    CHECK(scan.out.find("the policy says that //name goes") != std::string::npos);
    const auto ran = review({"redact", draft, "--all", "--policy", policy, "-o", out});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto text = support::run({"/usr/bin/python3", "-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.namelist(), z.read('word/document.xml').decode())", out}).out;
    CHECK(text.find("████来电") != std::string::npos);
    CHECK(text.find("customXml/item1") == std::string::npos);
}

TEST_CASE("a field that goes by a prefix the draft does not use is a blind spot, no all clear") {
    const std::string fields = "  - {path: //x:row/x:name, do: cut}\n";
    for (const std::string xml : {"<y:row xmlns:y='urn:x'><y:name>欧阳小明</y:name></y:row>", "<row xmlns='urn:x'><name>欧阳小明</name></row>"}) {
        const Portal portal(xml, fields);
        const auto scan = review({"scan", portal.in, "--policy", portal.policy});
        CHECK(scan.status == 3);
        CHECK(scan.out.find("//x:row/x:name goes; the draft has such a name with another prefix") != std::string::npos);
        CHECK(portal.redact().status == 3);
    }
    CHECK(Portal("<x:row xmlns:x='urn:x'><x:name>欧阳小明</x:name><y:row xmlns:y='urn:x'/></x:row>", fields).redacted() ==
          "<x:row xmlns:x='urn:x'><x:name>████</x:name><y:row xmlns:y='urn:x'/></x:row>");
    CHECK(Portal("<list xmlns='urn:x'><name>甲</name></list>", fields).redacted() == "<list xmlns='urn:x'><name>甲</name></list>");
}

TEST_CASE("members of an archive are not said to be without such fields") {
    const TempFolder folder;
    write_file(folder / "a.xml", record("张小明", "男"));
    write_file(folder / "policy.yaml", "policy: portal\nrows: []\nxml:\n  - {path: //name, do: cut}\n");
    REQUIRE(support::run({"/usr/bin/python3", "-c", "import sys,zipfile; zipfile.ZipFile(sys.argv[1],'w').write(sys.argv[2],'a.xml')", folder / "a.zip", folder / "a.xml"}).status == 0);
    const auto scan = review({"scan", folder / "a.zip", "--policy", folder / "policy.yaml"});
    CHECK(scan.status == 3);
    CHECK(scan.out.find("review each member alone") != std::string::npos);
}

TEST_CASE("a path or a duty that says nothing is an error with its line") {
    for (const auto& [entry, word] : {std::pair<std::string, std::string>{"{path: name, do: cut}", "a path is made of"}, {"{path: '//a[1]', do: cut}", "a path is made of"},
                                      {"{path: //@a/b, do: cut}", "a path is made of"}, {"{path: //a, do: hide}", "is not one of"}, {"{path: //a}", "an entry needs"},
                                      {"{path: //a, neutral: x, remove: true}", "cannot be removed"}, {"{path: //a, neutral: \"\\x01\"}", "XML may hold"}}) {
        const TempFolder folder;
        write_file(folder / "p.yaml", "policy: p\nrows: []\nxml:\n  - " + entry + "\n");
        const auto ran = review({"policy", "check", folder / "p.yaml"});
        INFO(entry << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.err.find("p.yaml:4: ") != std::string::npos);
        CHECK(ran.err.find(word) != std::string::npos);
    }
}

TEST_CASE("a suppression made for one field lets the same value out in no other, and in that field of every record") {
    const auto people = [](const std::string& applicant, const std::string& deputy) {
        return "<row><applicant><name>" + applicant + "</name></applicant>\n<deputy><name>" + deputy + "</name></deputy></row>\n";
    };
    const Portal portal("<list>\n" + people("张小明", "李四") + "</list>\n", "  - {path: //name, do: cut}\n");
    write_file(portal.folder / "key", std::string(32, 'k'));
    const auto scan = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"scan", portal.in, "--policy", portal.policy, "--key-file", portal.folder / "key", "--format", "json"};
        words.insert(words.end(), more.begin(), more.end());
        return nlohmann::json::parse(review(words).out).at("documents").at(0).at("findings");
    };
    const auto before = scan({});
    REQUIRE(before.size() == 2);
    REQUIRE(review({"suppress", portal.in, "--policy", portal.policy, "--key-file", portal.folder / "key", "--finding", before[0].at("id"), "--reason", "a public name",
                    "--approver", "Wang", "--expires", "2099-12-31", "--suppressions", portal.folder / "allowed.yaml"}).status == 0);
    CHECK(support::read_file(portal.folder / "allowed.yaml").find("field: \"/list/row/applicant/name\"") != std::string::npos);

    write_file(portal.in, "<list>\n" + people("张小明", "张小明") + people("张小明", "李四") + "</list>\n");
    std::vector<std::string> actions;
    for (const auto& finding : scan({"--suppressions", portal.folder / "allowed.yaml"})) actions.push_back(finding.at("action"));
    CHECK(actions == std::vector<std::string>{"allow", "block", "allow", "block"});
}

TEST_CASE("a field that goes and fits no place of the draft is told, by scan, by redact and in the evidence") {
    const Portal portal(record("张小明", "男"), "  - {path: //applicant/nmae, do: cut}\n  - {path: //Applicant/birth, do: cut, remove: true}\n  - {path: //sex, do: cut}\n"
                                                 "  - {path: //nowhere, do: publish}\n");
    const auto note = [](const std::string& path) { return "note: the policy's field " + path + " fits no place of the XML that was read"; };
    const auto told = [&](const std::string& err) {
        CHECK(err.find(note("//applicant/nmae")) != std::string::npos);
        CHECK(err.find(note("//Applicant/birth")) != std::string::npos);
        CHECK(err.find("//sex") == std::string::npos);
        CHECK(err.find("//nowhere") == std::string::npos);
    };
    const auto redacted = portal.redact({"--evidence", portal.folder / "ev.json"});
    CHECK(redacted.status == 0);
    told(redacted.err);
    CHECK(nlohmann::json::parse(support::read_file(portal.folder / "ev.json")).at("not_found") == nlohmann::json{"field://applicant/nmae", "field://Applicant/birth"});
    told(review({"scan", portal.in, "--policy", portal.policy}).err);
    told(review({"scan", portal.in, "--policy", portal.policy, "--no-cage"}).err);
}

TEST_CASE("a field that one of the drafts has, and one that is asked of no XML, is no note") {
    const Portal portal(record("张小明", "男"), "  - {path: //photo, do: cut}\n");
    write_file(portal.folder / "b.xml", "<list><photo>x</photo></list>");
    write_file(portal.folder / "c.txt", "张小明");
    CHECK(review({"scan", portal.in, "--policy", portal.policy}).err.find("//photo") != std::string::npos);
    CHECK(review({"scan", portal.in, portal.folder / "b.xml", "--policy", portal.policy}).err.find("//photo") == std::string::npos);
    CHECK(review({"scan", portal.folder / "c.txt", "--policy", portal.policy}).err.find("//photo") == std::string::npos);
}
