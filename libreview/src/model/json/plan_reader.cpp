// Reads what plan.cpp writes, strictly: a plan with a key nobody knows is a plan nobody understands.
// Complaints name the key and never quote the file, which holds the values.
#include <review/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <review/error.hpp>

#include "base/messages/model.hpp"
#include "model/json/ordered.hpp"

namespace review {
namespace {

[[noreturn]] void complain(const std::string& where, const Message& what) {
    throw Error(Errc::bad_config, say(Msg::plan_bad, {where, say(what)}));
}

// One object of the file, and the path to it for complaints.
class Reader {
public:
    Reader(const Json& json, std::string where, std::initializer_list<std::string_view> keys)
        : json_(json), where_(std::move(where)) {
        if (!json_.is_object()) complain(where_, Msg::plan_want_object);
        for (const auto& [key, value] : json_.items()) {
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) complain(where_ + "/?", Msg::plan_unknown_key);
        }
        for (const auto key : keys) {
            if (!json_.contains(std::string(key))) complain(path(key), Msg::plan_missing);
        }
    }

    std::string path(std::string_view key) const { return where_ + "/" + std::string(key); }

    std::string text(const char* key) const {
        if (!json_[key].is_string()) complain(path(key), Msg::plan_want_text);
        return json_[key].get<std::string>();
    }

    std::uint32_t number(const char* key) const {
        const Json& value = json_[key];
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max()) {
            complain(path(key), Msg::plan_want_number);
        }
        return value.get<std::uint32_t>();
    }

    double real(const char* key) const {
        if (!json_[key].is_number() || !std::isfinite(json_[key].get<double>())) {
            complain(path(key), Msg::plan_want_number);
        }
        return json_[key].get<double>();
    }

    bool boolean(const char* key) const {
        if (!json_[key].is_boolean()) complain(path(key), Msg::plan_want_boolean);
        return json_[key].get<bool>();
    }

    Quad quad(const char* key) const {
        const Json& numbers = json_[key];
        Quad quad{};
        if (!numbers.is_array() || numbers.size() != quad.size()) complain(path(key), Msg::plan_want_list);
        for (std::size_t i = 0; i < quad.size(); ++i) {
            if (!numbers[i].is_number() || !std::isfinite(numbers[i].get<double>())) complain(path(key), Msg::plan_want_number);
            quad[i] = numbers[i].get<double>();
        }
        return quad;
    }

    template <typename Enum>
    Enum word(const char* key, std::optional<Enum> (*parse)(std::string_view)) const {
        const auto value = parse(text(key));
        if (!value) complain(path(key), Msg::plan_want_word);
        return *value;
    }

    Digest digest(const char* key) const {
        const std::string hex = text(key);
        Digest digest;
        if (hex.size() != 64 || hex.find_first_not_of("0123456789abcdef") != std::string::npos) {
            complain(path(key), Msg::plan_want_digest);
        }
        for (std::size_t i = 0; i < 32; ++i) {
            digest.bytes[i] = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
        }
        return digest;
    }

    template <typename Each>
    void list(const char* key, std::initializer_list<std::string_view> keys, Each each) const {
        if (!json_[key].is_array()) complain(path(key), Msg::plan_want_list);
        std::size_t index = 0;
        for (const Json& item : json_[key]) each(Reader(item, path(key) + "/" + std::to_string(index++), keys));
    }

private:
    const Json& json_;
    std::string where_;
};

// nlohmann keeps the last of two equal keys; two readers could then see two plans.
Json parse_without_duplicates(std::string_view text) {
    std::vector<std::set<std::string>> seen;
    const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) seen.emplace_back();
        if (event == Json::parse_event_t::object_end) seen.pop_back();
        if (event == Json::parse_event_t::key && !seen.back().insert(parsed.get<std::string>()).second) {
            complain("", Msg::plan_duplicate_key);
        }
        return true;
    };
    try {
        return Json::parse(text, watch);
    } catch (const Json::parse_error& error) {
        // error.what() quotes the file.
        throw Error(Errc::bad_config, say(Msg::plan_not_json, {std::to_string(error.byte)}));
    } catch (const Json::out_of_range&) {
        complain("", Msg::plan_want_number);
    }
}

Cut read_cut(const Reader& item) {
    Cut cut{{item.number("part"), item.number("begin"), item.number("end")},
            item.word("kind", part_kind), item.text("finding")};
    if (cut.span.begin >= cut.span.end) complain(item.path("end"), Msg::plan_empty_span);
    return cut;
}

void read_accepted(const Reader& plan, std::vector<BlindSpot>& accepted) {
    plan.list("accepted_blind_spots", {"part", "page", "label", "reason", "detail", "object", "goes"},
              [&](const Reader& item) {
                  accepted.push_back({item.number("part"), item.number("page"), item.text("label"),
                                      item.word("reason", blind_reason), item.text("detail"),
                                      item.text("object"), item.boolean("goes")});
              });
}

}  // namespace

RedactionPlan plan_from_json(std::string_view json) {
    const Json parsed = parse_without_duplicates(json);
    const Reader reader(parsed, "", {"schema", "draft", "format", "width", "cuts", "areas", "values", "accepted_blind_spots",
                                     "unreadable_pages", "label", "labels"});
    if (reader.text("schema") != "review-plan/1") complain("/schema", Msg::plan_want_word);
    RedactionPlan plan;
    plan.draft = reader.digest("draft");
    plan.format = reader.text("format");
    plan.width = reader.word("width", width);
    reader.list("cuts", {"part", "kind", "begin", "end", "finding"},
                [&](const Reader& item) { plan.cuts.push_back(read_cut(item)); });
    reader.list("areas", {"page", "x0", "y0", "x1", "y1"}, [&](const Reader& item) {
        plan.areas.push_back({item.number("page"), item.real("x0"), item.real("y0"), item.real("x1"), item.real("y1")});
    });
    reader.list("values", {"rule", "text"}, [&](const Reader& item) {
        plan.values.push_back({Sensitive(item.text("text")), item.text("rule")});
    });
    read_accepted(reader, plan.accepted);
    reader.list("unreadable_pages", {"page", "choice"}, [&](const Reader& item) {
        plan.unreadable.push_back({item.number("page"), item.word("choice", on_unreadable)});
        const auto& last = plan.unreadable.back();
        const bool ascends = plan.unreadable.size() == 1 || (plan.unreadable.end() - 2)->page < last.page;
        if (last.page == 0 || !ascends) complain(item.path("page"), Msg::plan_want_number);
        if (last.choice == OnUnreadable::refuse) complain(item.path("choice"), Msg::plan_want_word);
    });
    plan.label = reader.text("label");
    reader.list("labels", {"page", "place"}, [&](const Reader& item) {
        plan.labels.push_back({item.number("page"), item.quad("place")});
        if (plan.label.empty()) complain(item.path("page"), Msg::plan_want_word);
    });
    return plan;
}

}  // namespace review
