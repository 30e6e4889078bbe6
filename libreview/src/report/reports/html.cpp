// One page that stands alone: nothing is fetched, and the policy in its head forbids it. The answer first, then each
// document: what nobody could read, then the findings, the worst first, then pictures of the pages.
#include <algorithm>
#include <map>
#include <set>

#include "base/messages/report.hpp"
#include "report/entries.hpp"
#include "report/grouped.hpp"
#include "report/markup.hpp"
#include "report/page_elements.hpp"

namespace review {
namespace {

using HtmlKind = ReportEntry::Kind;

class Page {
public:
    Page(const ScanResult& result, const ReportOptions& options, std::string& out)
        : result_(result), options_(options), documents_(report_documents(result, options, false)), out_(out) {}

    void write() {
        out_ += page_begin(say(Msg::report_page_title));
        summary();
        filters();
        line("<main>");
        for (std::size_t i = 0; i < documents_.size(); ++i) document(i);
        line("</main>");
        out_ += page_end(say(Msg::report_policy, {result_.policy, result_.channel}));
    }

private:
    void line(const std::string& text) { out_ += text + "\n"; }

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
        if (documents_.empty()) verdict("bad", said(Msg::report_summary_nothing));
        else if (findings + blind + failed == 0) verdict("good", said(Msg::report_summary_clean));
        line(element("p", "", said(Msg::report_summary, {std::to_string(documents_.size()), std::to_string(findings), std::to_string(blind), std::to_string(failed)})));
        counts();
        if (!result_.links.empty()) line(element("p", "class=\"notice\"", said(Msg::report_summary_links, {std::to_string(result_.links.size())})));
        for (const auto& link : result_.links) line(element("p", "class=\"dim\"", markup_text(link)));
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
        std::map<std::string, std::string> rules;
        for (const auto& document : documents_) {
            for (const auto& entry : document.entries) {
                if (entry.kind == HtmlKind::finding) rules[entry.rule] = entry.title;
            }
        }
        line(page_filter(severities_, rules, Msg::report_page_keys));
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
            const auto drawing = page_drawing(picture, picture.width, picture.height, [&](const std::string& finding) -> std::optional<FrameLook> {
                const auto found = rows_.find(finding);
                if (found == rows_.end()) return std::nullopt;
                const auto& [row, entry] = found->second;
                return FrameLook{std::string(name_of(entry->severity)), std::to_string(row), "#" + row_id(number, *entry), {}};
            });
            line(element("figure", html_attribute("id", picture_id(number, picture.page)), drawing + element("figcaption", "", said(Msg::report_page_number, {std::to_string(picture.page)}))));
        }
        line("</div>");
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
