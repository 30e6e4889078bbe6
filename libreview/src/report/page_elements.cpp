#include "report/page_elements.hpp"

#include "base/base64.hpp"
#include "base/messages/report.hpp"
#include "report/entries.hpp"
#include "report/markup.hpp"

namespace review {
namespace {

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
std::string source_of_embedded(std::string_view content) { return "'sha256-" + base64(sha256(as_bytes(content)).bytes) + "'"; }

std::string framed(const PagePicture::Frame& frame, const FrameLook& look) {
    const auto rect = [&](const std::string& kind, std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height) {
        return "<rect " + html_attribute("class", kind + " " + look.tone) + " x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" width=\"" + std::to_string(width) +
               "\" height=\"" + std::to_string(height) + "\"/>";
    };
    const auto flag_width = static_cast<std::uint32_t>(6 + 8 * look.number.size());
    const auto y = frame.y > 15 ? frame.y - 15 : 0;  // above the frame: the label stands on its left
    const auto title = look.title.empty() ? "" : element("title", "", markup_text(look.title));
    return element("a", html_attribute("href", look.href),
                   title + rect("frame", frame.x, frame.y, frame.width, frame.height) + rect("flag", frame.x, y, flag_width, 15) +
                       element("text", "x=\"" + std::to_string(frame.x + 3) + "\" y=\"" + std::to_string(y + 12) + "\"", markup_text(look.number)));
}

}  // namespace

std::string said(const Message& message, std::initializer_list<std::string_view> arguments) { return markup_text(say(message, arguments)); }

std::string element(const std::string& name, const std::string& attributes, const std::string& content) {
    return "<" + name + (attributes.empty() ? "" : " " + attributes) + ">" + content + "</" + name + ">";
}

std::string html_attribute(const std::string& name, std::string_view value) { return name + "=\"" + markup_text(value) + "\""; }

std::string page_begin(const std::string& title) {
    const std::string policy = "default-src 'none'; style-src " + source_of_embedded(embedded("page.css")) + "; script-src " + source_of_embedded(embedded("page.js")) +
                               "; img-src data:; base-uri 'none'; form-action 'none'";
    return "<!DOCTYPE html>\n<html lang=\"" + std::string(language() == Language::zh ? "zh-CN" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
           "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n" +  // holds nothing of a draft, and no double quote
           "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           element("title", "", markup_text(title)) + "\n" + element("style", "", std::string(embedded("page.css"))) + "\n</head>\n<body>\n";
}

std::string page_end(const std::string& line) {
    return element("footer", "", element("p", "", markup_text("review " REVIEW_VERSION " · " + line))) + "\n" +
           element("script", "", std::string(embedded("page.js"))) + "\n</body>\n</html>\n";
}

std::string page_filter(const std::map<Severity, std::size_t>& severities, const std::map<std::string, std::string>& rules, const Message& next) {
    std::string boxes, choices = element("option", "value=\"\"", said(Msg::report_page_all_rules));
    for (auto count = severities.rbegin(); count != severities.rend(); ++count) {
        boxes += element("label", "", "<input type=\"checkbox\" checked " + html_attribute("value", name_of(count->first)) + "> " + markup_text(severity_word(count->first)));
    }
    for (const auto& [rule, title] : rules) choices += element("option", html_attribute("value", rule), markup_text(title));
    const auto keys = element("kbd", "", "j") + " " + element("kbd", "", "k") + " " + said(next) + " " + element("kbd", "", "f") + " " + said(Msg::report_page_key_filter);
    return element("nav", "hidden", element("fieldset", "", boxes) + element("label", "", said(Msg::report_page_rule) + " " + element("select", "id=\"rule\"", choices)) +
                                        "<span id=\"shown\"></span>" + element("span", "class=\"dim\"", keys));
}

std::string page_drawing(const PagePicture& picture, std::uint32_t width, std::uint32_t height, const std::function<std::optional<FrameLook>(const std::string& id)>& look) {
    std::string drawing = "<svg viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(height) + "\"><image width=\"" + std::to_string(picture.width) + "\" height=\"" +
                          std::to_string(picture.height) + "\" href=\"data:image/png;base64," + base64(picture.png) + "\"/>";
    for (const auto& frame : picture.frames) {
        if (const auto shown = look(frame.finding)) drawing += framed(frame, *shown);
    }
    return drawing + "</svg>";
}

}  // namespace review
