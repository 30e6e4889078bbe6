#include "unit/format_xml/xml_drafts.hpp"

#include <catch2/catch.hpp>

#include "base/charset.hpp"
#include "model/markup_names.hpp"

namespace xml_drafts {

using namespace review;

namespace {

std::uint32_t characters(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < text.size(); i += utf8_size(text[i])) ++count;
    return count;
}

}  // namespace

Draft draft(std::string_view bytes) { return make_draft("draft.xml", Bytes(bytes.begin(), bytes.end())); }

Extraction extracted(const Document& document) {
    Extraction content;
    document.extract(content);
    std::erase_if(content.parts, is_markup_name);  // they have tests of their own
    return content;
}

Extraction extracted(const Draft& source) { return extracted(*open_document(source)); }

RedactionPlan plan_for(const Draft& source, const Extraction& content, std::string_view value) {
    RedactionPlan plan;
    plan.width = Width::exact;
    plan.draft = source.digest;
    plan.format = "xml";
    plan.values.push_back({Sensitive(value), "terms/term-1"});
    std::uint32_t done = 0;
    std::uint32_t number = 0;
    for (const Part& part : content.parts) {
        if (part.number != number) done = 0;
        number = part.number;
        for (auto at = part.text.find(value); at != std::string::npos; at = part.text.find(value, at + value.size())) {
            const auto begin = part.first + characters(std::string_view(part.text).substr(0, at));
            if (begin < done) continue;
            done = begin + characters(value);
            plan.cuts.push_back({{part.number, begin, done}, part.kind, "f-1"});
        }
    }
    return plan;
}

std::string without(const Draft& source, std::string_view value) {
    const auto document = open_document(source);
    const auto plan = plan_for(source, extracted(*document), value);
    REQUIRE_FALSE(plan.cuts.empty());
    const auto rewritten = document->rewrite(plan);
    return std::string(as_text(rewritten.bytes));
}

Errc refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return Errc::io;
}

std::string blocks(std::size_t count) { return repeated("\u2588", count); }

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace xml_drafts
