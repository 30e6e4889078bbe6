#include "report/redaction_page.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/messages/redaction_page.hpp"
#include "base/messages/report.hpp"
#include "report/cut_rows.hpp"
#include "report/entries.hpp"
#include "report/markup.hpp"
#include "report/page_elements.hpp"
#include "report/printable.hpp"

namespace review {
namespace {

// What stands on no page comes behind all pages.
struct PageOrder {
    bool operator()(std::uint32_t one, std::uint32_t other) const { return one - 1 < other - 1; }
};

std::string joined_by(const std::vector<std::string>& words, const std::string& between) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

// What nobody found has no severity: a person drew it, or it says no letters.
std::string cut_tone(const CutRow& row) { return row.severity ? std::string(name_of(*row.severity)) : "drawn"; }

class RedactionPage {
public:
    RedactionPage(ShownRedaction shown, const std::map<std::string, ReportRule>& rules, Reveal reveal) : shown_(std::move(shown)), reveal_(reveal) {
        rows_ = cut_rows(shown_, rules, reveal);
        for (const auto& cut : cuts()) pages_.insert(cut.where.page);
        for (const auto& picture : shown_.views.output) pages_.insert(picture.page);
        for (const auto& page : shown_.unreadable) pages_.insert(page.page);
    }

    std::string write() {
        out_ = page_begin(say(Msg::cut_page_title));
        head();
        filters();
        line("<main>");
        for (const auto page : pages_) section(page);
        line("</main>");
        return std::move(out_) + page_end(say(Msg::report_policy, {shown_.policy, shown_.channel}));
    }

private:
    void line(const std::string& text) { out_ += text + "\n"; }
    const std::vector<CutPlace>& cuts() const { return shown_.places.cuts; }
    const CutPlace& cut_of(const CutRow& row) const { return cuts()[row.number - 1]; }

    void head() {
        const auto paragraph = [&](const char* kind, const std::string& text) { line(element("p", html_attribute("class", kind), text)); };
        const auto& evidence = shown_.evidence;
        line("<header>");
        if (reveal_ == Reveal::yes) paragraph("internal", said(Msg::cut_page_internal));
        line(element("h1", "", said(Msg::cut_page_title)));
        if (!evidence.clean()) paragraph("verdict bad", said(Msg::cut_page_not_proven));
        else if (rows_.empty() && shown_.unreadable.empty()) paragraph("verdict good", said(Msg::cut_page_nothing));
        else paragraph("verdict good", said(Msg::cut_page_proven, {std::to_string(rows_.size() + shown_.unreadable.size())}));
        line(element("p", "", said(Msg::cut_page_files, {printable(shown_.draft), printable(shown_.output), evidence.format, evidence.output.hex()})));
        counts();
        line(element("p", "", said(Msg::cut_page_stays, {std::to_string(shown_.places.stays)})));
        line(element("h2", "", said(Msg::cut_page_how)));
        proof();
        warnings();
        lists();
        if (reveal_ == Reveal::no) paragraph("notice", said(Msg::cut_page_masked));
        what_is_seen();
        contents();
        line("</header>");
    }

    void counts() {
        std::string items;
        for (const auto& row : rows_) {
            if (row.severity) ++severities_[*row.severity];
        }
        for (auto count = severities_.rbegin(); count != severities_.rend(); ++count) {
            items += element("li", html_attribute("class", name_of(count->first)), markup_text(say(Msg::report_count, {severity_word(count->first), std::to_string(count->second)})));
        }
        if (!items.empty()) line(element("ul", "class=\"counts\"", items));
    }

    void proof() {
        const auto& evidence = shown_.evidence;
        std::string items;
        const auto item = [&](const std::string& text) { items += element("li", "", text); };
        if (evidence.reopened) item(said(Msg::cut_page_reopened));
        item(said(Msg::cut_page_values, {std::to_string(evidence.values), std::to_string(evidence.streams), std::to_string(evidence.residue.size())}));
        item(said(Msg::cut_page_rescanned, {std::to_string(evidence.residual_findings.size())}));
        item(said(evidence.untouched_equal ? Msg::cut_page_untouched : Msg::cut_page_touched));
        if (evidence.rendered != Evidence{}.rendered) item(said(Msg::cut_page_drawn, {printable(evidence.rendered)}));
        else if (evidence.format == "pdf") item(said(Msg::cut_page_not_drawn));
        if (!evidence.by_schema.empty()) item(said(Msg::cut_page_schema, {evidence.by_schema}));
        for (const auto& mark : evidence.marks) item(said(Msg::cut_page_mark, {printable(mark)}));
        for (const auto& plugin : evidence.plugins) item(said(Msg::cut_page_plugin, {printable(plugin.name), plugin.kind, plugin.digest.hex()}));
        for (const auto& doubt : evidence.doubts) item(markup_text(printable(doubt)));
        line(element("ul", "class=\"proof\"", items));
    }

    void warning(const std::string& text) { line(element("div", "class=\"entry blind\" tabindex=\"0\" data-kind=\"blind\"", element("p", "", text))); }

    void warnings() {
        for (const auto& cut : shown_.evidence.public_cuts) {
            warning(said(Msg::cut_page_public, {printable(cut.place), printable(cut.label), printable(joined_by(cut.basis, say(Msg::report_comma)))}));
        }
        for (const auto& spot : shown_.accepted) warning(said(Msg::cut_page_accepted, {printable(spot.label), blind_reason_sentence(spot.reason)}));
        for (const auto& place : shown_.evidence.recognised) warning(said(Msg::cut_page_recognised, {printable(place)}));
    }

    // What the rebuild left out, and what stands in fields: to be opened by whoever wants it.
    void lists() {
        std::string removals, fields;
        for (const auto& one : shown_.evidence.removals) removals += element("li", "", said(Msg::cut_page_removal, {printable(one.place), one.reason, std::to_string(one.count)}));
        for (const auto& one : shown_.evidence.neutral_fields) {
            const auto text = one.removed ? say(Msg::cut_page_field_gone) : printable(one.text);
            fields += element("li", "", said(Msg::cut_page_field, {printable(one.path), text, std::to_string(one.count)}));
        }
        const auto list = [&](const Message& title, std::size_t count, const std::string& items) {
            if (count > 0) line(element("details", "", element("summary", "", said(title, {std::to_string(count)})) + element("ul", "", items)));
        };
        list(Msg::cut_page_removals, shown_.evidence.removals.size(), removals);
        list(Msg::cut_page_fields, shown_.evidence.neutral_fields.size(), fields);
    }

    // What somebody can still tell is said of boxes; elsewhere the blocks say it themselves.
    bool has_boxes() const { return !shown_.evidence.boxes.empty(); }

    bool has_lines() const {
        return std::any_of(shown_.views.lines.begin(), shown_.views.lines.end(), [](const auto& line) { return line.has_value(); });
    }

    void what_is_seen() {
        const auto& views = shown_.views;
        const auto paragraph = [&](const std::string& text) { line(element("p", "class=\"dim\"", text)); };
        if (!views.output.empty()) paragraph(said(reveal_ == Reveal::yes ? Msg::cut_page_sides_revealed : Msg::cut_page_sides_masked));
        else if (shown_.evidence.format != "pdf") paragraph(said(Msg::cut_page_no_drawing, {shown_.evidence.format}));
        if (!views.no_pictures.empty()) line(element("p", "class=\"notice\"", markup_text(printable(views.no_pictures))));
        if (!views.no_lines.empty()) line(element("p", "class=\"notice\"", said(Msg::cut_page_no_lines, {printable(views.no_lines)})));
        if (reveal_ == Reveal::no && has_lines()) paragraph(said(Msg::cut_page_lines_masked));
        const auto bare = std::count_if(rows_.begin(), rows_.end(), [&](const CutRow& row) { return !line_of(row) && !is_pictured(cut_of(row).where.page); });
        if (bare > 0 && views.no_lines.empty()) paragraph(said(Msg::cut_page_some_lines, {std::to_string(bare), std::to_string(rows_.size())}));
    }

    const CutLine* line_of(const CutRow& row) const {
        const auto& lines = shown_.views.lines;
        return row.number <= lines.size() && lines[row.number - 1] ? &*lines[row.number - 1] : nullptr;
    }

    bool is_pictured(std::uint32_t page) const {
        return std::any_of(shown_.views.output.begin(), shown_.views.output.end(), [&](const PagePicture& picture) { return picture.page == page; });
    }

    static std::string section_id(std::uint32_t page) { return "p" + std::to_string(page); }
    static std::string row_id(std::size_t number) { return "r" + std::to_string(number); }

    std::string section_name(std::uint32_t page) const {
        if (page > 0) return say(Msg::report_page_number, {std::to_string(page)});
        return say(pages_.size() == 1 ? Msg::cut_page_places : Msg::cut_page_elsewhere);
    }

    void contents() {
        if (pages_.size() < 2) return;
        std::string items;
        for (const auto page : pages_) {
            const auto count = std::count_if(cuts().begin(), cuts().end(), [&](const CutPlace& cut) { return cut.where.page == page; });
            items += element("li", "", element("a", html_attribute("href", "#" + section_id(page)), markup_text(section_name(page))) + " (" + std::to_string(count) + ")");
        }
        line(element("ul", "class=\"contents\"", items));
    }

    void filters() {
        std::map<std::string, std::string> rules;
        for (const auto& row : rows_) {
            if (row.severity) rules[row.rule] = row.title;
        }
        line(page_filter(severities_, rules, Msg::cut_page_keys));
    }

    void section(std::uint32_t page) {
        line("<section " + html_attribute("id", section_id(page)) + ">");
        line(element("h2", "", markup_text(section_name(page))));
        for (const auto& one : shown_.unreadable) {
            if (one.page == page) warning(said(one.choice == OnUnreadable::rasterise ? Msg::cut_page_pictured : Msg::cut_page_emptied, {std::to_string(page)}));
        }
        pair(page);
        std::map<std::tuple<int, std::string, std::string>, std::vector<const CutRow*>> groups;
        for (const auto& row : rows_) {
            if (cut_of(row).where.page == page) groups[{row.severity ? -static_cast<int>(*row.severity) : 1, row.heading, row.law}].push_back(&row);
        }
        for (const auto& [kind, rows] : groups) group(rows);
        line("</section>");
    }

    // Both sides in a room of one size: what is equal is equally large.
    void pair(std::uint32_t page) {
        const auto find = [&](const std::vector<PagePicture>& pictures) {
            return std::find_if(pictures.begin(), pictures.end(), [&](const PagePicture& picture) { return picture.page == page; });
        };
        const auto &views = shown_.views;
        const auto before = find(views.draft), after = find(views.output);
        if (before == views.draft.end() || after == views.output.end()) return;
        const auto width = std::max(before->width, after->width), height = std::max(before->height, after->height);
        const auto number = std::to_string(page);
        const auto figure = [&](const PagePicture& picture, const Message& caption) {
            const auto drawing = page_drawing(picture, width, height, [&](const std::string& id) { return look_of(id); });
            line(element("figure", "", drawing + element("figcaption", "", said(caption, {number}))));
        };
        line("<div class=\"pair\">");
        figure(*before, reveal_ == Reveal::yes ? Msg::cut_page_draft : Msg::cut_page_draft_masked);
        figure(*after, Msg::cut_page_output);
        line("</div>");
    }

    std::optional<FrameLook> look_of(const std::string& id) const {
        std::size_t number = 0;
        for (const char c : id) number = c >= '0' && c <= '9' && number < rows_.size() ? number * 10 + static_cast<std::size_t>(c - '0') : rows_.size() + 1;
        if (number == 0 || number > rows_.size()) return std::nullopt;
        const auto& row = rows_[number - 1];
        const auto title = row.value.empty() ? row.heading : say(Msg::report_finding, {std::to_string(number), row.heading, row.value});
        return FrameLook{cut_tone(row), std::to_string(number), "#" + row_id(number), title};
    }

    void group(const std::vector<const CutRow*>& rows) {
        const auto& first = *rows.front();
        const auto mark = first.severity ? element("span", html_attribute("class", "mark " + cut_tone(first)), markup_text(severity_word(*first.severity))) + " " : "";
        line("<div class=\"group\">");
        line(element("h3", "", mark + said(Msg::cut_page_count, {first.heading, std::to_string(rows.size())})));
        line(element("p", "class=\"why dim\"", markup_text(first.law)));
        std::string heads;
        const auto column = [&](const char* name, const std::string& title) { heads += element("th", html_attribute("class", name) + " scope=\"col\"", title); };
        column("number", "");
        column("place", said(Msg::cut_page_column_place));
        column("value", said(Msg::cut_page_column_before));
        column("value", said(Msg::cut_page_column_after));
        if (has_boxes()) column("tells", said(Msg::cut_page_column_tells));
        column("id", said(Msg::cut_page_column_id));
        line("<table class=\"cuts\">" + element("thead", "", element("tr", "", heads)) + "<tbody>");
        for (const auto* row : rows) this->row(*row);
        line("</tbody></table>\n</div>");
    }

    void row(const CutRow& row) {
        const auto& cut = cut_of(row);
        const auto cell = [](const char* name, const std::string& content) { return element("td", html_attribute("class", name), content); };
        auto place = markup_text(shown_place(cut.where));
        if (cut.line > 0) place += " " + element("span", "class=\"dim\"", said(Msg::report_page_line, {std::to_string(cut.line)}));
        std::vector<std::string> ids, tells;
        for (const auto& id : row.ids) ids.push_back(markup_text(id));
        for (const auto box : row.boxes) {
            if (box < shown_.evidence.reader_can_tell.size()) tells.push_back(markup_text(printable(shown_.evidence.reader_can_tell[box])));
        }
        const auto [before, after] = sides(row);
        line("<tr class=\"entry\" tabindex=\"0\" " + html_attribute("data-kind", !row.severity ? "drawn" : "finding") + " " + html_attribute("id", row_id(row.number)) + " " +
             html_attribute("data-severity", row.severity ? name_of(*row.severity) : "") + " " + html_attribute("data-rule", row.rule) + ">" + cell("number", std::to_string(row.number)) + cell("place", place) +
             cell("value", before) + cell("value", after) + (has_boxes() ? cell("tells", joined_by(tells, "<br>")) : "") + cell("id", joined_by(ids, "<br>")) + "</tr>");
    }

    // What stood there, and what stands there.
    std::pair<std::string, std::string> sides(const CutRow& row) const {
        if (const auto* around = line_of(row)) {
            static constexpr const char* some = "****";
            const auto shown = shown_line(*around, cut_of(row).whole ? row.value : some, reveal_);
            const auto told = [](const ShownLine::Side& side, const char* kind, const std::string& here) {
                return markup_text(side.before) + element("mark", kind, here) + markup_text(side.after);
            };
            const bool blank = shown.output.here.find_first_not_of(' ') == std::string::npos;
            const auto after = !blank ? markup_text(shown.output.here) : row.boxes.empty() ? said(Msg::cut_page_gone) : boxes_of(row);
            return {told(shown.draft, "", markup_text(shown.draft.here)), told(shown.output, "class=\"gone\"", after)};
        }
        return {markup_text(row.value), boxes_of(row)};
    }

    static std::string boxes_of(const CutRow& row) {
        std::vector<std::string> boxes;
        for (const auto box : row.boxes) boxes.push_back(said(Msg::cut_page_box, {std::to_string(box + 1)}));
        return joined_by(boxes, said(Msg::report_comma));
    }

    ShownRedaction shown_;
    const Reveal reveal_;
    std::vector<CutRow> rows_;                  // one a cut
    std::set<std::uint32_t, PageOrder> pages_;  // 0: what stands on none
    std::map<Severity, std::size_t> severities_;
    std::string out_;
};

}  // namespace

std::string redaction_page(ShownRedaction shown, const std::map<std::string, ReportRule>& rules, Reveal reveal) {
    return RedactionPage(std::move(shown), rules, reveal).write();
}

}  // namespace review
