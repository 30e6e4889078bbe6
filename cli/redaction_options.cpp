#include "cli/redaction_options.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>

#include <review/error.hpp>
#include <review/plan.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/format_pdf.hpp"
#include "base/messages/written_text.hpp"
#include "cli/decisions_options.hpp"
#include "report/printable.hpp"

namespace cli {

using namespace review;

void add_redaction(CLI::App& app, RedactionOptions& options) {
    auto* decisions = app.add_option("--decisions", options.decisions, say(Msg::cli_opt_decisions))->type_name("FILE");
    add_bases(app, options.bases);
    app.add_flag("--all", options.all, say(Msg::cli_opt_all))->excludes(decisions);
    app.add_option("--box", options.boxes, say(Msg::cli_opt_box))->type_name("PAGE,X0,Y0,X1,Y1")->allow_extra_args(false);
    app.add_option("--width", options.width, say(Msg::cli_opt_width))
        ->check(CLI::IsMember({"exact", "grid", "line", "fixed"}));
    app.add_option("--on-unreadable", options.on_unreadable, say(Msg::cli_opt_unreadable))
        ->check(CLI::IsMember({"refuse", "remove", "rasterise"}));
    auto* label = app.add_option("--label", options.label, say(Msg::cli_opt_label))->type_name("CODE");
    label->check([](const std::string& code) { return code.empty() ? say(Msg::label_bad_code) : std::string(); });
    app.add_option("--label-font", options.label_font, say(Msg::cli_opt_label_font))->type_name("FILE")->needs(label);
    app.add_option("--schema", options.schema, say(Msg::cli_opt_schema))->type_name("FILE");
    app.add_flag("--render", options.render, say(Msg::cli_opt_render));
}

Area area_of(const std::string& box, const char* option) {
    double numbers[5] = {};
    const char* at = box.data();
    const char* const end = box.data() + box.size();
    bool good = true;
    for (int i = 0; i < 5 && good; ++i) {
        const auto [next, error] = std::from_chars(at, end, numbers[i]);
        good = error == std::errc{} && std::isfinite(numbers[i]) && (i == 4 ? next == end : next < end && *next == ',');
        at = next + (i < 4 && good ? 1 : 0);
    }
    const double page = numbers[0];
    good = good && page >= 1 && page <= 1e6 && page == std::floor(page);
    good = good && numbers[1] < numbers[3] && numbers[2] < numbers[4];
    if (!good) throw Error(Errc::bad_config, say(Msg::cli_bad_box, {option, box}));
    return {static_cast<std::uint32_t>(page), numbers[1], numbers[2], numbers[3], numbers[4]};
}

RedactionRequest request_of(const RedactionOptions& options, const RuleOptions& rules, const Digest& draft) {
    RedactionRequest request;
    if (options.decisions.empty()) request.decisions.draft = draft;
    else request.decisions = load_decisions(options.decisions, bases_of(options.bases));
    warn_of_remarks(request.decisions);
    request.decisions.redact_all = request.decisions.redact_all || options.all;
    const bool named = !rules.terms.empty() || !rules.terms_from.empty() || !rules.regexes.empty();
    request.redact_asked = named && !options.all;
    for (const auto& box : options.boxes) request.areas.push_back(area_of(box));
    request.width = *width(options.width);
    request.on_unreadable = *on_unreadable(options.on_unreadable);
    request.label = options.label;
    request.label_font = options.label_font;
    request.schema = options.schema;
    request.render = options.render;
    return request;
}

void warn_of_public_cuts(const Evidence& evidence) {
    for (const auto& cut : evidence.public_cuts) {
        std::string basis;
        for (const auto& law : cut.basis) basis += (basis.empty() ? "" : ", ") + law;
        const auto text = say(Msg::cli_public_cut, {cut.place, cut.label, basis});
        std::fprintf(stderr, "review: %s\n", printable(text).c_str());
    }
}

// Of boxes the evidence alone says it.
void warn_of_what_stays(const Evidence& evidence) {
    if (evidence.format != "ooxml") return;
    for (const auto& sentence : evidence.reader_can_tell) std::fprintf(stderr, "review: %s\n", printable(sentence).c_str());
}

void tell_field_in_vain(const std::string& path) {
    std::fprintf(stderr, "review: %s\n", printable(say(Msg::cli_field_in_vain, {path})).c_str());
}

void warn_of_words_not_found(const Evidence& evidence, const RuleOptions& rules) {
    const auto& words = words_of(rules);
    for (const auto& rule : evidence.not_found) {
        constexpr std::string_view field = "field:";
        if (rule.starts_with(field)) {
            tell_field_in_vain(rule.substr(field.size()));
            continue;
        }
        std::string place = rule;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (rule == "terms/term-" + std::to_string(i + 1)) place = words[i].place;
        }
        for (std::size_t i = 0; i < rules.regexes.size(); ++i) {
            const auto number = std::to_string(i + 1);
            if (rule == "terms/regex-" + number) place = say(Msg::written_option_place, {"--regex", number});
        }
        std::fprintf(stderr, "review: %s\n", printable(say(Msg::written_not_found, {place})).c_str());
    }
}

}  // namespace cli
