// One page that stands alone: nothing is fetched, and the policy in its head forbids it. The answer first, then each
// document: what nobody could read, then the findings, the worst first, then pictures of the pages.
#include <algorithm>
#include <map>
#include <set>

#include "base/base64.hpp"
#include "base/messages/report.hpp"
#include "report/entries.hpp"
#include "report/grouped.hpp"
#include "report/markup.hpp"

namespace review {
namespace {

using HtmlKind = ReportEntry::Kind;

std::string_view embedded(std::string_view name) {
    struct Row {
        std::string_view name, content;
    };
    static constexpr Row rows[] = {
#define REVIEW_FILE(name, content) {name, content},
#include "embedded/report_page.inc"
#undef REVIEW_FILE
    };
    for (const auto& row : rows) {
        if (row.name == name) return row.content;
    }
    return {};
}

// Content Security Policy, level 3: what is in the page runs by its digest, and nothing is loaded.
std::string source_of(std::string_view content) { return "'sha256-" + base64(sha256(as_bytes(content)).bytes) + "'"; }

std::string said(const Message& message, std::initializer_list<std::string_view> arguments = {}) { return markup_text(say(message, arguments)); }

std::string element(const std::string& name, const std::string& attributes, const std::string& content) {
    return "<" + name + (attributes.empty() ? "" : " " + attributes) + ">" + content + "</" + name + ">";
}

std::string html_attribute(const std::string& name, std::string_view value) { return name + "=\"" + markup_text(value) + "\""; }

class Page {
public:
    Page(const ScanResult& result, const ReportOptions& options, std::string& out)
        : result_(result), options_(options), documents_(report_documents(result, options, false)), out_(out) {}

    void write() {
        head();
        summary();
        filters();
        line("<main>");
        for (std::size_t i = 0; i < documents_.size(); ++i) document(i);
        line("</main>");
        line(element("footer", "", element("p", "", markup_text("review " REVIEW_VERSION) + " · " + said(Msg::report_policy, {result_.policy, result_.channel}))));
        line(element("script", "", std::string(embedded("page.js"))));
        line("</body>\n</html>");
    }

private:
    void line(const std::string& text) { out_ += text + "\n"; }

    void head() {
        const std::string policy = "default-src 'none'; style-src " + source_of(embedded("page.css")) + "; script-src " + source_of(embedded("page.js")) +
                                   "; img-src data:; base-uri 'none'; form-action 'none'";
        line("<!DOCTYPE html>\n<html lang=\"" + std::string(language() == Language::zh ? "zh-CN" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">");  // holds nothing of a draft, and no double quote
        line("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line(element("title", "", said(Msg::report_page_title)));
        line(element("style", "", std::string(embedded("page.css"))));
        line("</head>\n<body>");
    }

    void summary() {
        std::size_t findings = 0, blind = 0, failed = 0, blocked = 0;
        for (const auto& document : documents_) {
            for (const auto& entry : document.entries) {
                if (entry.kind == HtmlKind::unread) ++failed;
                else if (entry.kind == HtmlKind::blind_spot) ++blind;
                else ++findings, ++severities_[entry.severity], blocked += entry.action == Action::block ? 1 : 0;
            }
        }
        const auto verdict = [&](const char* tone, const std::string& text) { line(element("p", html_attribute("class", std::string("verdict ") + tone), text)); };
        line("<header>\n" + element("h1", "", said(Msg::report_page_title)));
        if (failed > 0) verdict("bad", said(Msg::report_summary_failed, {std::to_string(failed)}));
        if (blind > 0) verdict("bad", said(Msg::report_summary_blind, {std::to_string(blind)}));
        if (blocked > 0) verdict("bad", said(Msg::report_verdict_block, {std::to_string(blocked)}));
        if (findings + blind + failed == 0) verdict("good", said(Msg::report_summary_clean));
        line(element("p", "", said(Msg::report_summary, {std::to_string(documents_.size()), std::to_string(findings), std::to_string(blind), std::to_string(failed)})));
        counts();
        line(element("p", "class=\"dim\"", said(Msg::report_policy, {result_.policy, result_.channel})));
        if (options_.reveal == Reveal::yes) line(element("p", "class=\"notice\"", said(Msg::report_page_revealed)));
        else line(element("p", "class=\"dim\"", said(Msg::report_page_masked)));
        if (options_.reveal == Reveal::no && has_pictures()) line(element("p", "class=\"notice\"", said(Msg::report_page_pictures)));
        if (documents_.size() > 1) contents();
        line("</header>");
    }

    bool has_pictures() const {
        return std::any_of(options_.sources.begin(), options_.sources.end(), [](const auto& source) { return !source.pictures.empty(); });
    }

    void counts() {
        if (severities_.empty()) return;
        std::string items;
        for (auto count = severities_.rbegin(); count != severities_.rend(); ++count) {
            items += element("li", html_attribute("class", name_of(count->first)), markup_text(say(Msg::report_count, {severity_word(count->first), std::to_string(count->second)})));
        }
        line(element("ul", "class=\"counts\"", items));
    }

    // Documents that want somebody's eye, by name.
    void contents() {
        std::string items;
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            const auto count = documents_[i].entries.size();
            if (count == 0) continue;
            const auto link = element("a", html_attribute("href", "#d" + std::to_string(i + 1)), markup_text(documents_[i].name));
            items += element("li", "", link + " (" + std::to_string(count) + ")");
        }
        if (!items.empty()) line(element("ul", "class=\"contents\"", items));
    }

    // Without a script there is nothing to filter with, and the row stays hidden.
    void filters() {
        std::string boxes, choices = element("option", "value=\"\"", said(Msg::report_page_all_rules));
        for (auto count = severities_.rbegin(); count != severities_.rend(); ++count) {
            boxes += element("label", "", "<input type=\"checkbox\" checked " + html_attribute("value", name_of(count->first)) + "> " + markup_text(severity_word(count->first)));
        }
        std::map<std::string, std::string> rules;
        for (const auto& document : documents_) {
            for (const auto& entry : document.entries) {
                if (entry.kind == HtmlKind::finding) rules[entry.rule] = entry.title;
            }
        }
        for (const auto& [rule, title] : rules) choices += element("option", html_attribute("value", rule), markup_text(title));
        line(element("nav", "hidden", element("fieldset", "", boxes) + element("label", "", said(Msg::report_page_rule) + " " + element("select", "id=\"rule\"", choices)) +
                                          "<span id=\"shown\"></span>" + element("span", "class=\"dim\"", keys())));
    }

    static std::string keys() {
        return element("kbd", "", "j") + " " + element("kbd", "", "k") + " " + said(Msg::report_page_keys) + " " + element("kbd", "", "f") + " " + said(Msg::report_page_key_filter);
    }

    void document(std::size_t number) {
        const auto& document = documents_[number];
        const auto format = document.format.empty() ? say(Msg::report_no_format) : document.format;
        line("<section " + html_attribute("id", "d" + std::to_string(number + 1)) + ">");
        line(element("h2", "", document.pages > 0 ? said(Msg::report_document_pages, {document.name, format, std::to_string(document.pages)})
                                                   : said(Msg::report_document, {document.name, format})));
        if (document.entries.empty()) line(element("p", "class=\"good\"", said(Msg::report_nothing)));
        for (const auto& entry : document.entries) {
            if (entry.kind != HtmlKind::finding) unread(entry);
        }
        findings(document, number);
        if (number < options_.sources.size()) pictures(number, options_.sources[number]);
        line("</section>");
    }

    void unread(const ReportEntry& entry) {
        const std::string kind = entry.kind == HtmlKind::unread ? "unread" : "blind";
        std::string told = element("p", "", element("strong", "", markup_text(entry.sentence)));
        if (!entry.why.empty()) told += element("p", "", markup_text(entry.why));
        told += element("p", "", markup_text(entry.what_to_do));
        line(element("div", html_attribute("class", "entry " + kind) + " tabindex=\"0\" " + html_attribute("data-kind", kind), told));
    }

    // What findings have in common stands above them, so that each is one line.
    void findings(const ReportDocument& document, std::size_t number) {
        ChosenEntries chosen;
        for (const auto& entry : document.entries) {
            if (entry.kind == HtmlKind::finding) chosen.push_back(&entry);
        }
        rows_.clear();
        for (const auto& alike : grouped(chosen, kind_of_finding)) {
            const auto& first = *alike.front();
            const auto severity = std::string(name_of(first.severity));
            line("<div class=\"group\">");
            line(element("h3", "", element("span", html_attribute("class", "mark " + severity), markup_text(severity_word(first.severity))) + " " +
                                       said(Msg::report_group, {first.title, std::to_string(alike.size()), first.what_to_do})));
            if (!first.law.empty()) line(element("p", "class=\"dim\"", markup_text(first.law)));
            for (const auto& reasoned : grouped(alike, [](const ReportEntry& entry) { return entry.why; })) {
                line(element("p", "class=\"why\"", markup_text(reasoned.front()->why)) + "\n<table><tbody>");
                for (const auto* entry : reasoned) finding(*entry, number);
                line("</tbody></table>");
            }
            line("</div>");
        }
    }

    void finding(const ReportEntry& entry, std::size_t document) {
        const auto row = rows_.size() + 1;
        rows_[entry.id] = {row, &entry};
        std::string place = markup_text(entry.place);
        if (entry.line > 0) place += " " + element("span", "class=\"dim\"", said(Msg::report_page_line, {std::to_string(entry.line)}));
        if (pictured(document, entry.page)) place = element("a", html_attribute("href", "#" + picture_id(document, entry.page)), place);
        const auto cell = [](const char* name, const std::string& content) { return element("td", html_attribute("class", name), content); };
        line("<tr " + html_attribute("class", entry.allowed ? "entry allowed" : "entry") + " tabindex=\"0\" data-kind=\"finding\" " + html_attribute("id", row_id(document, entry)) + " " +
             html_attribute("data-severity", name_of(entry.severity)) + " " + html_attribute("data-rule", entry.rule) + ">" + cell("number", std::to_string(row)) +
             cell("place", place) + cell("value", markup_text(entry.shown)) + cell("id", markup_text(entry.id)) + "</tr>");
    }

    static std::string row_id(std::size_t document, const ReportEntry& entry) { return "d" + std::to_string(document + 1) + entry.id; }
    static std::string picture_id(std::size_t document, std::uint32_t page) { return "d" + std::to_string(document + 1) + "p" + std::to_string(page); }

    bool pictured(std::size_t document, std::uint32_t page) const {
        if (document >= options_.sources.size()) return false;
        const auto& pictures = options_.sources[document].pictures;
        return std::any_of(pictures.begin(), pictures.end(), [&](const PagePicture& picture) { return picture.page == page; });
    }

    void pictures(std::size_t number, const ReportSource& source) {
        if (!source.no_pictures.empty()) line(element("p", "class=\"dim\"", markup_text(source.no_pictures)));
        if (source.pictures.empty()) return;
        line("<div class=\"pictures\">");
        for (const auto& picture : source.pictures) {
            const auto width = std::to_string(picture.width), height = std::to_string(picture.height);
            out_ += "<figure " + html_attribute("id", picture_id(number, picture.page)) + "><svg viewBox=\"0 0 " + width + " " + height + "\"><image width=\"" + width +
                    "\" height=\"" + height + "\" href=\"data:image/png;base64," + base64(picture.png) + "\"/>";
            for (const auto& frame : picture.frames) {
                if (const auto found = rows_.find(frame.finding); found != rows_.end()) out_ += framed(frame, number, found->second.first, *found->second.second);
            }
            line("</svg>" + element("figcaption", "", said(Msg::report_page_number, {std::to_string(picture.page)})) + "</figure>");
        }
        line("</div>");
    }

    // A frame around a value, and a flag with the number of its row.
    static std::string framed(const PagePicture::Frame& frame, std::size_t document, std::size_t row, const ReportEntry& entry) {
        const auto rect = [&](const std::string& kind, std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height) {
            return "<rect " + html_attribute("class", kind + " " + std::string(name_of(entry.severity))) + " x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" width=\"" +
                   std::to_string(width) + "\" height=\"" + std::to_string(height) + "\"/>";
        };
        const auto number = std::to_string(row);
        const auto flag_width = static_cast<std::uint32_t>(6 + 8 * number.size());
        const auto y = frame.y > 15 ? frame.y - 15 : 0;  // above the frame: the label stands on its left
        return element("a", html_attribute("href", "#" + row_id(document, entry)),
                       rect("frame", frame.x, frame.y, frame.width, frame.height) + rect("flag", frame.x, y, flag_width, 15) +
                           element("text", "x=\"" + std::to_string(frame.x + 3) + "\" y=\"" + std::to_string(y + 12) + "\"", number));
    }

    const ScanResult& result_;
    const ReportOptions& options_;
    const std::vector<ReportDocument> documents_;
    std::string& out_;
    std::map<Severity, std::size_t> severities_;
    std::map<std::string, std::pair<std::size_t, const ReportEntry*>> rows_;  // of the document at hand, by finding
};

}  // namespace

extern const Report report_html;
const Report report_html{"html", [](const ScanResult& result, const ReportOptions& options, std::string& out) { Page(result, options, out).write(); }, true, true};

}  // namespace review
