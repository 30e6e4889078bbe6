#include <review/ledger_register.hpp>

#include "base/messages/ledger.hpp"

namespace review {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Spreadsheets compute what begins with these, and names come from documents.
bool looks_like_formula(std::string_view cell) { return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos; }

std::string csv_quoted(std::string_view cell) {
    std::string text = looks_like_formula(cell) ? "\"'" : "\"";
    for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + "\"";
}

std::string line(const std::vector<std::string>& cells) {
    std::string text;
    for (const auto& cell : cells) text += (text.empty() ? "" : ",") + csv_quoted(cell);
    return text + "\r\n";
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : "; ") + name;
    return text;
}

std::string joined(const std::vector<std::pair<std::string, std::uint64_t>>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) text += (text.empty() ? "" : "; ") + name + " " + std::to_string(count);
    return text;
}

std::string state_of(const RegisterRow& row) {
    switch (row.state) {
        case ReleaseState::live: return say(Msg::register_live);
        case ReleaseState::expired: return say(Msg::register_expired, {row.ended});
        case ReleaseState::withdrawn: return say(Msg::register_withdrawn, {row.ended});
    }
    return {};
}

}  // namespace

std::string register_csv(const std::vector<RegisterRow>& rows) {
    std::string text(byte_order_mark);
    text += line({say(Msg::register_day), say(Msg::register_number), say(Msg::register_name), say(Msg::register_publisher),
                  say(Msg::register_reviewers), say(Msg::register_state), say(Msg::register_channel), say(Msg::register_expires),
                  say(Msg::register_reason), say(Msg::register_index), "SHA-256"});
    for (const auto& row : rows) {
        const auto& release = row.release;
        text += line({row.day, release.number, release.name, release.publisher, joined(release.reviewers), state_of(row), release.channel,
                      release.expires, row.reason, std::to_string(row.index), release.published});
    }
    return text;
}

std::string years_csv(const std::vector<YearCount>& years) {
    std::string text(byte_order_mark);
    text += line({say(Msg::register_year), say(Msg::register_releases), say(Msg::register_years_expired), say(Msg::register_years_withdrawn),
                  say(Msg::register_by_channel), say(Msg::register_by_kind)});
    for (const auto& year : years) {
        text += line({year.year, std::to_string(year.releases), std::to_string(year.expired), std::to_string(year.withdrawn),
                      joined(year.by_channel), joined(year.by_kind)});
    }
    return text;
}

}  // namespace review
