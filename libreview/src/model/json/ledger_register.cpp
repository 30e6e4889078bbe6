#include <review/ledger_json.hpp>

#include "model/json/ordered.hpp"

namespace review {
namespace {

Json counts(const std::vector<std::pair<std::string, std::uint64_t>>& pairs) {
    auto json = Json::object();
    for (const auto& [name, count] : pairs) json[name] = count;
    return json;
}

}  // namespace

std::string register_json(const std::vector<RegisterRow>& rows) {
    auto list = Json::array();
    for (const auto& row : rows) {
        const auto& release = row.release;
        list.push_back({{"index", row.index}, {"day", row.day}, {"number", release.number}, {"name", release.name},
                        {"publisher", release.publisher}, {"reviewers", release.reviewers}, {"state", name_of(row.state)},
                        {"channel", release.channel}, {"expires", release.expires}, {"ended", row.ended}, {"reason", row.reason},
                        {"published", release.published}});
    }
    return dumped({{"schema", "review-register/1"}, {"tool", tool_json()}, {"releases", std::move(list)}});
}

std::string years_json(const std::vector<YearCount>& years) {
    auto list = Json::array();
    for (const auto& year : years) {
        list.push_back({{"year", year.year}, {"releases", year.releases}, {"expired", year.expired}, {"withdrawn", year.withdrawn},
                        {"by_channel", counts(year.by_channel)}, {"by_kind", counts(year.by_kind)}});
    }
    return dumped({{"schema", "review-years/1"}, {"tool", tool_json()}, {"years", std::move(list)}});
}

}  // namespace review
