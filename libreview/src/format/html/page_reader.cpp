#include "format/html/page_reader.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_html.hpp"
#include "format/xml/opened_base64.hpp"
#include "model/markup_names.hpp"

namespace review {
namespace {

// Attributes whose resource a reader fetches or sends to, without a click.
bool is_resource(const std::string& element, std::string_view attribute) {
    constexpr std::array<std::string_view, 8> fetched{"src", "srcset", "poster", "background", "action", "formaction", "data", "manifest"};
    return std::find(fetched.begin(), fetched.end(), attribute) != fetched.end() || (element == "link" && attribute == "href");
}

// Text that programs hand on as a page: "<" alone is a sign of theirs.
bool may_be_page(std::string_view text) { return text.find("</") != text.npos || text.find("&#") != text.npos; }

// Tags that were not there before: \u003cp\u003e, %3Cp%3E, &lt;p&gt;.
bool adds_tags(std::string_view before, std::string_view text) {
    return std::count(text.begin(), text.end(), '<') > std::count(before.begin(), before.end(), '<') && text.find('>') != text.npos;
}

}  // namespace

void HtmlTeller::tell(PartKind kind, const std::string& label, const MappedText& text, const std::string& called) {
    if (text.empty()) return;
    Part head;
    head.number = number_;
    head.kind = kind;
    head.label = label;
    head.called = called;
    PartPieces pieces(sink_, std::move(head));
    text.feed(pieces);
    if (pieces.finish()) ++number_;
}

void HtmlTeller::spot(BlindReason reason, const std::string& label, std::string detail) {
    BlindSpot spot;
    spot.reason = reason;
    spot.label = spot.object = label;
    spot.detail = std::move(detail);
    spots_.push_back(std::move(spot));
}

void HtmlTeller::finish() {
    for (auto& spot : spots_) sink_.blind_spot(std::move(spot));
    spots_.clear();
}

HtmlPage::HtmlPage(MappedText text, const std::string& draft_name, const Limits& limits) : text_(std::move(text)) {
    // Tokens and tree take some sixty times the text.
    if (text_.utf8().size() > limits.token_bytes) throw Error(Errc::limit, say(Msg::limit_exceeded, {draft_name, "token_bytes", std::to_string(limits.token_bytes)}));
    check_html_costs(text_.utf8(), draft_name, limits);
    const std::string copy(text_.utf8());  // the parser looks one byte past the end
    tree_ = html_tree(copy, draft_name, limits);
    tokens_ = html_tokens(text_.utf8(), tree_, draft_name, limits);
}

HtmlPageReader::HtmlPageReader(const HtmlPage& page, HtmlPlace place, std::string draft_name, const Limits& limits, HtmlTeller& teller,
                               std::vector<HtmlUnseen>* unseen)
    : page_(page), place_(std::move(place)), draft_name_(std::move(draft_name)), limits_(limits), teller_(teller), unseen_(unseen),
      characters_(page.text()), roles_(page.tree()), calls_(calls_of(page.tree(), roles_)) {}

void HtmlPageReader::run() {
    flows();
    for (const auto& one : page_.tokens()) token(one);
    if (field_count_ > 1) teller_.tell(PartKind::attribute, place_.prefix + "values of fields", fields_);
    // Of pages in this one the names stand in what was told already.
    if (place_.level == 0) names();
}

void HtmlPageReader::names() {
    MetNames met;
    std::uint64_t tags = 0;
    const auto utf8 = page_.text().utf8();
    for (const auto& token : page_.tokens()) {
        if (token.kind != HtmlTokenKind::start && token.kind != HtmlTokenKind::end) continue;
        ++tags;
        const auto begin = token.begin + (token.kind == HtmlTokenKind::end ? 2 : 1);
        const auto name = utf8.substr(begin, std::min(utf8.find_first_of(" \t\n\f\r/>", begin), token.end) - begin);
        if (!name.empty() && met.is_new(name)) tell(PartKind::metadata, markup_name_label("name of tag", tags), slice(begin, begin + name.size()));
        for (const auto& one : token.attributes) {
            const auto at = static_cast<std::size_t>(one.name.data() - utf8.data());
            if (!one.name.empty() && met.is_new(one.name)) tell(PartKind::metadata, markup_name_label("attribute name of tag", tags), slice(at, at + one.name.size()));
        }
    }
}

void HtmlPageReader::flows() {
    HtmlFlows flows(page_.text(), page_.tree(), page_.tokens(), characters_, roles_, draft_name_);
    flows.run([&](HtmlFlow&& flow) {
        const auto label = counted(flow.table ? "table" : "text");
        tell(PartKind::element, label, flow.all);
        tell(PartKind::element, label + ", without what is read past", flow.shown);
        tell(PartKind::element, label + ", what is read past", flow.asides);
    });
    for (const auto& [begin, end] : flows.left_over()) {
        tell(PartKind::element, counted("text outside"), characters_.decoded(begin, end, HtmlCharacters::Where::text));
    }
    if (!flows.hidden().empty()) note(HtmlUnseen::Kind::hidden, "text", flows.hidden());
}

void HtmlPageReader::token(const HtmlToken& token) {
    switch (token.kind) {
        case HtmlTokenKind::start:
        case HtmlTokenKind::end: {
            in_field_ = token.kind == HtmlTokenKind::start && token.name == "textarea";
            const auto number = token.kind == HtmlTokenKind::start ? ++counts_[token.name] : counts_[token.name];
            for (const auto& one : token.attributes) attribute(token, one, number);
            input(token);
            if (const auto called = calls_.texts.find(token.begin); token.kind == HtmlTokenKind::start && called != calls_.texts.end()) {
                text_called_ = called->second;
                return;
            }
            break;
        }
        case HtmlTokenKind::comment: comment(token); break;
        case HtmlTokenKind::unfinished: tell(PartKind::comment, counted("unfinished tag"), slice(token.inner_begin, token.inner_end)); break;
        case HtmlTokenKind::doctype: tell(PartKind::instruction, counted("document type"), slice(token.inner_begin, token.inner_end)); break;
        case HtmlTokenKind::raw: raw(token); break;
        case HtmlTokenKind::text: words(token); break;
        default: break;
    }
    text_called_.clear();
}

void HtmlPageReader::attribute(const HtmlToken& token, const HtmlAttribute& attribute, std::uint32_t number) {
    if (attribute.begin == attribute.end) return;
    const auto name = ascii_lower(attribute.name);
    const auto label = "attribute " + shortened_name(attribute.name) + " of " + shortened_name(token.name) + " " + std::to_string(number);
    const auto value = characters_.decoded(attribute.begin, attribute.end, HtmlCharacters::Where::attribute);
    tell(PartKind::attribute, label, value, call_of(token, name, value.utf8()));
    readings_of(PartKind::attribute, label, value, name == "style");
    base64(PartKind::attribute, label, value);
    if (const auto address = hidden_address(name, value)) teller_.tell(PartKind::attribute, place_.prefix + label + ", decoded", *address);
    if (name == "srcdoc") page_within(counted("page in iframe"), value, false);
    else if (may_be_page(value.utf8())) page_within(label, value, true);
    if (name.starts_with("on") && name.size() > 3) note(HtmlUnseen::Kind::script, label, value.utf8());
    const bool resource = is_resource(token.name, name) && !ascii_lower(value.utf8().substr(0, 5)).starts_with("data:");
    if (resource && !value.utf8().starts_with('#')) note(HtmlUnseen::Kind::resource, label, value.utf8());
}

// What an attribute is called by what stands beside it, or by its own name.
std::string HtmlPageReader::call_of(const HtmlToken& token, std::string_view attribute, std::string_view value) const {
    const auto found = token.kind == HtmlTokenKind::start ? calls_.fields.find(token.begin) : calls_.fields.end();
    const auto own = call_of_attribute(attribute);
    const bool placeholder = attribute == "placeholder";
    // What a control is set to is no value of it.
    constexpr std::array<std::string_view, 22> settings{"type", "class", "id", "name", "for", "style", "role", "form", "list", "lang", "dir", "accept", "autocomplete", "autocapitalize",
                                                        "pattern", "step", "min", "max", "maxlength", "minlength", "inputmode", "tabindex"};
    const bool set = std::find(settings.begin(), settings.end(), attribute) != settings.end();
    const auto beside = token.kind == HtmlTokenKind::start && says_of_text(attribute) ? calls_.before.find(token.begin) : calls_.before.end();
    const auto before = beside == calls_.before.end() ? std::string() : beside->second;
    const auto joined = [](const std::string& one, const std::string& other) { return one + (one.empty() || other.empty() ? "" : "\n") + other; };
    if (found == calls_.fields.end() || set || (is_label_of_element(attribute) && !placeholder)) return joined(own, before);
    auto call = joined(found->second, before);
    // Shown where nothing is filled in yet, it may be an example and is no label of itself.
    if (const auto itself = placeholder && !value.empty() ? call.find(value) : call.npos; itself != call.npos) call.erase(itself, value.size());
    return joined(own, call);
}

// Boxes of one letter each, as forms for numbers have them; pictures of letters.
void HtmlPageReader::input(const HtmlToken& token) {
    constexpr std::size_t longest = 24;
    if (token.kind != HtmlTokenKind::start || (token.name != "input" && token.name != "img")) return;
    const std::string_view telling = token.name == "img" ? "alt" : "value";
    bool hidden = false;
    for (const auto& one : token.attributes) {
        if (ascii_lower(one.name) == "type") hidden = ascii_lower(page_.text().utf8().substr(one.begin, one.end - one.begin)) == "hidden";
    }
    for (const auto& one : token.attributes) {
        if (ascii_lower(one.name) != telling || one.begin == one.end) continue;
        const auto value = characters_.decoded(one.begin, one.end, HtmlCharacters::Where::attribute);
        if (hidden) note(HtmlUnseen::Kind::hidden, "attribute value of input " + std::to_string(counts_["input"]), value.utf8());
        if (value.utf8().size() > longest) continue;
        if (!fields_.empty()) fields_.layout("\n");
        fields_.append(value, 0, value.utf8().size());
        ++field_count_;
    }
}

void HtmlPageReader::comment(const HtmlToken& token) {
    const auto text = slice(token.inner_begin, token.inner_end);
    if (text.empty()) return;
    const auto label = counted("comment");
    tell(PartKind::comment, label, text);
    note(HtmlUnseen::Kind::comment, label, text.utf8());
    base64(PartKind::comment, label, text);
    // "[if IE]><p>...<![endif]": browsers of their time read it, and whoever takes the marks away.
    if (text.utf8().find_first_of("<&") != std::string_view::npos) page_within(label, text, true);
}

void HtmlPageReader::raw(const HtmlToken& token) {
    const auto text = slice(token.inner_begin, token.inner_end);
    const bool program = token.name == "script", style = token.name == "style";
    const auto label = counted("content of " + token.name);
    const bool shown = token.name == "xmp" || token.name == "plaintext";  // it stands in a flow
    if (!shown) {
        tell(PartKind::script, label, text);
        readings_of(PartKind::script, label, text, style);
        base64(PartKind::script, label, text);
    }
    if (program) note(HtmlUnseen::Kind::script, label, text.utf8());
    // Templates, and what a script writes into its page.
    const bool page = program || style ? may_be_page(text.utf8()) : text.utf8().find_first_of("<&") != std::string_view::npos;
    if (page) page_within(label, text, true);
    if (program) tags_within(label, text.utf8(), text);
}

// They stand in a flow; told is what they hold, and what is called something that does not stand before it there.
void HtmlPageReader::words(const HtmlToken& token) {
    if (!text_called_.empty()) {
        const auto text = characters_.decoded(token.inner_begin, token.inner_end, HtmlCharacters::Where::text);
        const auto said = text.utf8();
        if (!std::all_of(said.begin(), said.end(), is_html_blank)) tell(PartKind::element, counted("called text"), text, text_called_);
    }
    const auto raw = page_.text().utf8().substr(token.inner_begin, token.inner_end - token.inner_begin);
    if (in_field_ && raw.find("lt;") != raw.npos) {
        tags_within(counted("page in textarea"), raw, characters_.decoded(token.inner_begin, token.inner_end, HtmlCharacters::Where::text));
    }
    if (!is_base64(raw) && raw.find('&') == raw.npos) return;
    base64(PartKind::element, "text", characters_.decoded(token.inner_begin, token.inner_end, HtmlCharacters::Where::text));
}

// One level, as in XML: a text in it is told, a file is named. Word keeps shapes so (o:gfxdata). A data: URL is read as one.
void HtmlPageReader::base64(PartKind kind, const std::string& label, const MappedText& value) {
    const auto said = value.utf8();
    if (ascii_lower(said.substr(0, 5)) == "data:") return;
    const auto opened = opened_base64(said);
    if (!opened) return;
    const auto name = counted("Base64") + " (" + label + ")";
    MappedText text;
    text.glyphs(opened->text, value.source(0, said.size()));
    teller_.tell(kind, place_.prefix + name, text);
    if (opened->unreadable) teller_.spot(BlindReason::unsupported, place_.prefix + name, say(Msg::html_base64_file));
}

void HtmlPageReader::readings_of(PartKind kind, const std::string& label, const MappedText& value, bool style_sheet) {
    // An address in an address is written twice over, of a redirection thrice.
    constexpr int most_times = 3;
    auto decoded = without_percents(value, place_.charset);
    auto reading = label + ", decoded";
    for (int times = 1; decoded; reading += ", decoded", ++times) {
        teller_.tell(kind, place_.prefix + reading, *decoded);
        tags_within(reading, value.utf8(), *decoded);
        decoded = times < most_times ? without_percents(*decoded, place_.charset) : std::nullopt;
    }
    if (auto plain = without_escapes(value, style_sheet)) {
        teller_.tell(kind, place_.prefix + label + ", without escapes", *plain);
        if (!style_sheet) tags_within(label + ", without escapes", value.utf8(), std::move(*plain));
    }
    for (auto& url : data_urls(value)) {
        const auto name = counted("data url");
        note(HtmlUnseen::Kind::data, name, url.text ? url.text->utf8() : std::string_view());
        if (!url.text) {
            teller_.spot(url.picture ? BlindReason::image_only : BlindReason::unsupported, place_.prefix + name,
                         say(url.picture ? Msg::html_picture : Msg::html_file));
            continue;
        }
        teller_.tell(PartKind::attachment, place_.prefix + name, *url.text);
        if (url.markup) page_within(name, std::move(*url.text), false);
    }
}

// A page that stands in a script or a field with its tags escaped: what every encoder of JSON writes, and what is in the fields of editors.
void HtmlPageReader::tags_within(const std::string& label, std::string_view written, MappedText read) {
    if (adds_tags(written, read.utf8())) return page_within(label, std::move(read), true);
    if (read.utf8().find("&lt;") == std::string_view::npos) return;
    auto decoded = HtmlCharacters(read).decoded(0, read.utf8().size(), HtmlCharacters::Where::text);
    if (adds_tags(read.utf8(), decoded.utf8())) page_within(label + ", decoded", std::move(decoded), true);
}

void HtmlPageReader::page_within(const std::string& label, MappedText text, bool read_raw) {
    if (place_.level + 1 > std::min(most_levels, limits_.nesting)) {
        if (!read_raw) teller_.spot(BlindReason::limit, place_.prefix + label, say(Msg::html_too_deep));
        return;
    }
    HtmlPlace place = place_;
    place.prefix += label + ", ";
    ++place.level;
    place.read_raw = read_raw;
    try {
        const HtmlPage page(std::move(text), draft_name_, limits_);
        HtmlPageReader(page, std::move(place), draft_name_, limits_, teller_, read_raw ? nullptr : unseen_).run();
    } catch (const Error& error) {
        if (error.code() != Errc::limit && error.code() != Errc::malformed) throw;
        teller_.spot(BlindReason::limit, place_.prefix + label, say(Msg::html_too_deep));
    }
}

void HtmlPageReader::tell(PartKind kind, const std::string& label, const MappedText& text, const std::string& called) {
    if (place_.read_raw && text.is_plain_copy() && called.empty()) return;
    teller_.tell(kind, place_.prefix + label, text, called);
}

void HtmlPageReader::note(HtmlUnseen::Kind kind, const std::string& label, std::string_view text) {
    if (unseen_ != nullptr) unseen_->push_back({kind, place_.prefix + label, std::string(text)});
}

MappedText HtmlPageReader::slice(std::size_t begin, std::size_t end) const {
    MappedText text;
    text.append(page_.text(), begin, end);
    return text;
}

}  // namespace review
