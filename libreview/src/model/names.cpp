// The words that stand for enumerators in JSON, YAML and on the command line.
#include <algorithm>
#include <array>
#include <utility>

#include <review/blind_spot.hpp>
#include <review/finding.hpp>
#include <review/part.hpp>
#include <review/redaction_plan.hpp>

namespace review {
namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

template <typename Enum, std::size_t N>
std::string_view word(const Names<Enum, N>& names, Enum value) {
    for (const auto& [key, name] : names) {
        if (key == value) return name;
    }
    return "?";
}

template <typename Enum, std::size_t N>
std::optional<Enum> value(const Names<Enum, N>& names, std::string_view wanted) {
    for (const auto& [key, name] : names) {
        if (name == wanted) return key;
    }
    return std::nullopt;
}

constexpr Names<PartKind, 14> part_kinds{{
    {PartKind::page, "page"}, {PartKind::annotation, "annotation"}, {PartKind::field, "field"},
    {PartKind::outline, "outline"}, {PartKind::metadata, "metadata"}, {PartKind::attachment, "attachment"},
    {PartKind::script, "script"}, {PartKind::element, "element"}, {PartKind::attribute, "attribute"},
    {PartKind::comment, "comment"}, {PartKind::instruction, "instruction"}, {PartKind::cell, "cell"},
    {PartKind::picture, "picture"}, {PartKind::text, "text"},
}};
constexpr Names<BlindReason, 7> blind_reasons{{
    {BlindReason::image_only, "image-only"}, {BlindReason::no_unicode, "no-unicode"},
    {BlindReason::encrypted, "encrypted"}, {BlindReason::unsupported, "unsupported"},
    {BlindReason::limit, "limit"}, {BlindReason::malformed, "malformed"},
    {BlindReason::recognised, "recognised"},
}};
constexpr Names<Width, 4> widths{{
    {Width::exact, "exact"}, {Width::grid, "grid"}, {Width::line, "line"}, {Width::fixed, "fixed"},
}};
constexpr Names<OnUnreadable, 3> unreadable_choices{{
    {OnUnreadable::refuse, "refuse"}, {OnUnreadable::remove, "remove"}, {OnUnreadable::rasterise, "rasterise"},
}};
constexpr Names<Category, 6> categories{{
    {Category::personal, "personal"}, {Category::trade, "trade"}, {Category::classified, "classified"},
    {Category::work_secret, "work-secret"}, {Category::credential, "credential"}, {Category::term, "term"},
}};
constexpr Names<Severity, 4> severities{{
    {Severity::low, "low"}, {Severity::medium, "medium"}, {Severity::high, "high"},
    {Severity::critical, "critical"},
}};
constexpr Names<Likelihood, 3> likelihoods{{
    {Likelihood::possible, "possible"}, {Likelihood::likely, "likely"}, {Likelihood::certain, "certain"},
}};
constexpr Names<Action, 4> actions{{
    {Action::allow, "allow"}, {Action::review, "review"}, {Action::warn, "warn"}, {Action::block, "block"},
}};

}  // namespace

std::string_view name_of(PartKind kind) { return word(part_kinds, kind); }
std::optional<PartKind> part_kind(std::string_view name) { return value(part_kinds, name); }
std::string_view name_of(BlindReason reason) { return word(blind_reasons, reason); }
std::optional<BlindReason> blind_reason(std::string_view name) { return value(blind_reasons, name); }
std::string_view name_of(Width wanted) { return word(widths, wanted); }
std::optional<Width> width(std::string_view name) { return value(widths, name); }
std::string_view name_of(OnUnreadable choice) { return word(unreadable_choices, choice); }
std::optional<OnUnreadable> on_unreadable(std::string_view name) { return value(unreadable_choices, name); }
std::string_view name_of(Category category) { return word(categories, category); }
std::optional<Category> category(std::string_view name) { return value(categories, name); }
std::string_view name_of(Severity severity) { return word(severities, severity); }
std::optional<Severity> severity(std::string_view name) { return value(severities, name); }
std::string_view name_of(Likelihood likelihood) { return word(likelihoods, likelihood); }
std::optional<Likelihood> likelihood(std::string_view name) { return value(likelihoods, name); }
std::string_view name_of(Action action) { return word(actions, action); }
std::optional<Action> action(std::string_view name) { return value(actions, name); }

std::optional<OnUnreadable> fate_of(const RedactionPlan& plan, std::uint32_t page) {
    const auto found = std::lower_bound(plan.unreadable.begin(), plan.unreadable.end(), page,
                                        [](const UnreadablePage& one, std::uint32_t number) { return one.page < number; });
    if (page == 0 || found == plan.unreadable.end() || found->page != page) return std::nullopt;
    return found->choice;
}

}  // namespace review
