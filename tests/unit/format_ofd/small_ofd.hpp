#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/ofd/ofd_document.hpp"
#include "format/zip/writer.hpp"

// A package of one page, for tests.
struct SmallOfd {
    std::string head, page, res, common, document;
    std::vector<std::pair<std::string, std::string>> more;

    review::Bytes write() const {
        const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
        const auto bytes = [](const std::string& text) { return review::Bytes(text.begin(), text.end()); };
        std::vector<review::ZipContent> members{
            {"OFD.xml", bytes("<ofd:OFD" + space + " DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:Title>Titled</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")},
            {"Doc_0/Document.xml", bytes("<ofd:Document" + space + "><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 100 200</ofd:PhysicalBox></ofd:PageArea>"
                                         "<ofd:PublicRes>Res.xml</ofd:PublicRes>" + common + "</ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Page.xml\"/></ofd:Pages>" + document + "</ofd:Document>")},
            {"Doc_0/Res.xml", bytes("<ofd:Res" + space + ">" + res + "</ofd:Res>")},
            {"Doc_0/Page.xml", bytes("<ofd:Page" + space + ">" + head + "<ofd:Content><ofd:Layer ID=\"2\">" + page + "</ofd:Layer></ofd:Content></ofd:Page>")}};
        for (const auto& [name, text] : more) members.push_back({name, bytes(text)});
        return review::write_zip(members);
    }

    review::Draft draft() const { return review::make_draft("a.ofd", write()); }
    review::Extraction read() const {
        const auto file = draft();
        review::Extraction content;
        review::open_ofd(file, {})->extract(content);
        return content;
    }
};

inline std::string text_object(const std::string& inner, const std::string& box = "10 20 80 6", const std::string& more = "") {
    return "<ofd:TextObject ID=\"5\" Boundary=\"" + box + "\" Font=\"3\" Size=\"4\"" + more + ">" + inner + "</ofd:TextObject>";
}

inline std::string text_code(const std::string& text, const std::string& more = "DeltaX=\"g 20 4\"") {
    return "<ofd:TextCode X=\"0\" Y=\"4\" " + more + ">" + text + "</ofd:TextCode>";
}

// The document after the glyphs [begin, end) of its page were cut.
inline review::Rewritten without_glyphs(const SmallOfd& ofd, std::uint32_t begin, std::uint32_t end, review::Width width = review::Width::grid) {
    const auto draft = ofd.draft();
    const auto document = review::open_ofd(draft, {});
    review::Extraction content;
    document->extract(content);
    const auto page = std::find_if(content.parts.begin(), content.parts.end(), [](const review::Part& part) { return part.kind == review::PartKind::page; });
    review::RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "ofd";
    plan.width = width;
    plan.cuts = {{{page->number, begin, end}, review::PartKind::page, "f-1"}};
    return document->rewrite(plan);
}
