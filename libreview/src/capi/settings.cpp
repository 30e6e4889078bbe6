// What a scanner and a redaction are asked for.
#include <cmath>
#include <limits>

#include <review/error.hpp>
#include <review/legal_bases.hpp>
#include <review/suppressions.hpp>

#include "base/messages/capi.hpp"
#include "capi/arguments.hpp"
#include "redact/decisions_text.hpp"

namespace review::capi {
namespace {

[[noreturn]] void no_such(const char* option, const std::string& word, const std::string& known) {
    throw Error(Errc::bad_config, say(Msg::capi_word, {option, word, known}));
}

template <typename T>
void set_limit(T& limit, std::uint64_t given, const char* name) {
    if (given > std::numeric_limits<T>::max()) throw Error(Errc::bad_config, say(Msg::capi_range, {name}));
    if (given > 0) limit = static_cast<T>(given);
}

std::vector<PatternPack> chosen_packs(const review_scanner_options& options) {
    auto packs = built_in_packs();
    if (!options.packs) return packs;
    // An empty list out of somebody's settings would find nothing in any draft.
    if (options.pack_count == 0) throw Error(Errc::bad_config, say(Msg::capi_empty_list, {"packs"}));
    std::vector<PatternPack> chosen;
    for (const auto& name : texts_of(options.packs, options.pack_count, "packs")) {
        const auto found = std::find_if(packs.begin(), packs.end(), [&](const PatternPack& pack) { return pack.name == name; });
        if (found == packs.end()) {
            std::string known;
            for (const auto& pack : built_in_packs()) known += (known.empty() ? "" : ", ") + pack.name;
            no_such("packs", name, known);
        }
        chosen.push_back(std::move(*found));
        packs.erase(found);
    }
    return chosen;
}

std::vector<Area> areas_of(const review_redact_options& options) {
    std::vector<Area> areas;
    if (options.box_count > 0) require(options.boxes, "boxes");
    for (std::size_t i = 0; i < options.box_count; ++i) {
        const auto& box = options.boxes[i];
        const bool numbers = std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1);
        const bool good = numbers && box.page >= 1 && box.page <= 1'000'000 && box.x0 < box.x1 && box.y0 < box.y1;
        if (!good) throw Error(Errc::bad_config, say(Msg::capi_box));
        areas.push_back({static_cast<std::uint32_t>(box.page), box.x0, box.y0, box.x1, box.y1});
    }
    return areas;
}

Decisions decisions_of(const review_redact_options& options, const Draft& draft) {
    const bool all = flag_of(options.all, "all");
    if (all && options.decisions) throw Error(Errc::bad_config, say(Msg::capi_both));
    Decisions decisions;
    decisions.draft = draft.digest;
    decisions.redact_all = all;
    if (!options.decisions) return decisions;
    const auto bases = built_in_bases();
    return read_decisions(text_or(options.decisions, "", "decisions"), "decisions", &bases);
}

}  // namespace

Limits limits_of(const review_limits* given) {
    const auto asked = struct_of(given, "review_limits");
    Limits limits;
#define REVIEW_LIMIT(name) set_limit(limits.name, asked.name, #name)
    REVIEW_LIMIT(file_bytes);
    REVIEW_LIMIT(stream_bytes);
    REVIEW_LIMIT(document_bytes);
    REVIEW_LIMIT(image_bytes);
    REVIEW_LIMIT(token_bytes);
    REVIEW_LIMIT(page_operators);
    REVIEW_LIMIT(pages);
    REVIEW_LIMIT(objects);
    REVIEW_LIMIT(members);
    REVIEW_LIMIT(inflate_ratio);
    REVIEW_LIMIT(seconds);
#undef REVIEW_LIMIT
    return limits;
}

Scanner scanner_of(const review_scanner_options& options) {
    auto packs = chosen_packs(options);
    for (const auto& file : texts_of(options.pack_files, options.pack_file_count, "pack_files")) packs.push_back(load_pack(file));
    const auto terms = texts_of(options.terms, options.term_count, "terms");
    const auto regexes = texts_of(options.regexes, options.regex_count, "regexes");
    if (!terms.empty() || !regexes.empty()) packs.push_back(terms_pack(terms, regexes));
    return Scanner::compile(std::move(packs));
}

Bytes key_of(const review_scanner_options& options) {
    const auto* bytes = static_cast<const std::uint8_t*>(options.key);
    if (!bytes && options.key_size == 0) return {};
    if (!bytes || options.key_size < 32) throw Error(Errc::bad_config, say(Msg::capi_key));
    return Bytes(bytes, bytes + options.key_size);
}

Policy policy_of(const review_scanner_options& options) {
    const auto word = text_or(options.channel, "internet", "channel");
    const auto where = channel(word);
    if (!where) no_such("channel", word, "internet, restricted, board");
    auto policy = load_policy(text_or(options.policy, "default", "policy"), *where);
    if (!options.suppressions) return policy;
    auto key = key_of(options);
    if (key.empty()) throw Error(Errc::bad_config, say(Msg::capi_key_needed));
    policy.suppressions = load_suppressions(text_or(options.suppressions, "", "suppressions"), std::move(key));
    return policy;
}

RedactionRequest request_of(const review_redact_options* given, const Draft& draft) {
    const auto options = struct_of(given, "review_redact_options");
    RedactionRequest request;
    request.decisions = decisions_of(options, draft);
    request.areas = areas_of(options);
    const auto wide = text_or(options.width, "grid", "width"), unreadable = text_or(options.on_unreadable, "refuse", "on_unreadable");
    const auto known_width = width(wide);
    const auto known_choice = on_unreadable(unreadable);
    if (!known_width) no_such("width", wide, "exact, grid, line, fixed");
    if (!known_choice) no_such("on_unreadable", unreadable, "refuse, remove, rasterise");
    request.width = *known_width;
    request.on_unreadable = *known_choice;
    request.label = text_or(options.label, "", "label");
    request.label_font = file_or_none(options.label_font, "label_font");
    request.schema = file_or_none(options.schema, "schema");
    request.render = flag_of(options.render, "render");
    return request;
}

}  // namespace review::capi
