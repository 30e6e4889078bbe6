#include "office_drafts.hpp"

#include <algorithm>

#include "format/zip/reader.hpp"
#include "format/zip/writer.hpp"

using namespace review;

namespace office_drafts {
namespace {

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

std::string rels(const std::vector<Member>& members, std::string_view folder, std::string_view from = "main.xml") {
    std::string text = "<Relationships>";
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].from != from) continue;
        text += "<Relationship Id=\"rId" + std::to_string(i + 1) + "\" Type=\"x/" + members[i].role + "\" Target=\"/" + std::string(folder) + "/" + members[i].name + "\"/>";
    }
    return text + "</Relationships>";
}

}  // namespace

Draft package(std::string_view folder, std::string_view main_type, std::string_view main, const std::vector<Member>& members) {
    const std::string kind = "application/vnd.openxmlformats-officedocument.", at = std::string(folder) + "/";
    std::string types = "<Types><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/" + at + "main.xml\" ContentType=\"" +
                        kind + std::string(main_type) + ".main+xml\"/>";
    std::vector<ZipContent> contents;
    for (const auto& member : members) {
        types += "<Override PartName=\"/" + at + member.name + "\" ContentType=\"" + (member.type.find('/') == member.type.npos ? kind : "") + member.type + "\"/>";
        contents.push_back({at + member.name, bytes_of_text(member.content)});
        if (const auto more = rels(members, folder, member.name); more != rels({}, folder)) contents.push_back({at + "_rels/" + member.name + ".rels", bytes_of_text(more)});
    }
    contents.push_back({"[Content_Types].xml", bytes_of_text(types + "</Types>")});
    contents.push_back({"_rels/.rels", bytes_of_text(rels({{"main.xml", "", "officeDocument", ""}}, folder))});
    contents.push_back({at + "_rels/main.xml.rels", bytes_of_text(rels(members, folder))});
    contents.push_back({at + "main.xml", bytes_of_text(main)});
    return make_draft("draft", write_zip(contents));
}

Draft workbook(std::string_view rows, std::string_view strings, std::string_view around) {
    std::vector<Member> members{{"sheet1.xml", "spreadsheetml.worksheet+xml", "worksheet",
                                 "<worksheet>" + std::string(around) + "<sheetData>" + std::string(rows) + "</sheetData></worksheet>"}};
    if (!strings.empty()) members.push_back({"strings.xml", "spreadsheetml.sharedStrings+xml", "sharedStrings", "<sst>" + std::string(strings) + "</sst>"});
    return package("xl", "spreadsheetml.sheet", "<workbook><sheets><sheet name=\"One\" r:id=\"rId1\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets></workbook>", members);
}

Draft word(std::string_view body) {
    return package("word", "wordprocessingml.document", "<w:document xmlns:w=\"urn:w\"><w:body>" + std::string(body) + "</w:body></w:document>");
}

Extraction extracted(const Draft& draft) {
    Extraction content;
    open_document(draft)->extract(content);
    return content;
}

std::string text_of(const Extraction& content, std::string_view label) {
    const auto part = std::find_if(content.parts.begin(), content.parts.end(), [&](const Part& one) { return one.label == label; });
    return part == content.parts.end() ? "-" : part->text;
}

std::string member_without(const Draft& draft, std::string_view value, std::string_view name) {
    const auto document = open_document(draft);
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.width = Width::exact;
    for (const Part& part : extracted(draft).parts) {
        for (auto at = part.text.find(value); at != part.text.npos; at = part.text.find(value, at + value.size())) {
            Part before;
            before.text = part.text.substr(0, at);
            const auto begin = part.first + before.glyph_count();
            before.text = std::string(value);
            plan.cuts.push_back({{part.number, begin, begin + before.glyph_count()}, part.kind, "f-1"});
        }
    }
    for (auto& reading : document->readings_of(plan.cuts)) plan.cuts.push_back(std::move(reading));
    const auto out = document->rewrite(plan).bytes;
    ZipReader reader(out, "out", {});
    for (std::size_t i = 0; i < reader.members().size(); ++i) {
        if (reader.members()[i].name == name) return std::string(as_text(reader.read(i)));
    }
    return "-";
}

}  // namespace office_drafts
