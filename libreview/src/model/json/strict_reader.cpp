#include "model/json/strict_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/base64.hpp"
#include "base/digest_text.hpp"
#include "base/utc_time.hpp"

namespace review {
namespace {

[[noreturn]] void complain_of(const JsonSource& source, const std::string& where, const Message& what) {
    throw Error(source.code, say(Msg::json_bad, {say(source.what), where, say(what)}));
}

}  // namespace

Json parse_strictly(const JsonSource& source, std::string_view text) {
    std::vector<std::set<std::string>> seen;
    const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) seen.emplace_back();
        if (event == Json::parse_event_t::object_end) seen.pop_back();
        if (event == Json::parse_event_t::key && !seen.back().insert(parsed.get<std::string>()).second) {
            complain_of(source, "", Msg::json_duplicate_key);
        }
        return true;
    };
    // The parser takes it for the end, whatever stands behind it.
    if (const auto nothing = text.find('\0'); nothing != text.npos) throw Error(source.code, say(Msg::json_not_json, {say(source.what), std::to_string(nothing + 1)}));
    try {
        return Json::parse(text, watch);
    } catch (const Json::parse_error& error) {
        // error.what() quotes the file.
        throw Error(source.code, say(Msg::json_not_json, {say(source.what), std::to_string(error.byte)}));
    } catch (const Json::out_of_range&) {
        complain_of(source, "", Msg::json_want_number);
    }
}

StrictReader::StrictReader(const JsonSource& source, const Json& json, std::string where,
                           std::initializer_list<std::string_view> keys, std::string_view may)
    : source_(source), json_(json), where_(std::move(where)) {
    if (!json_.is_object()) complain_of(source_, where_, Msg::json_want_object);
    for (const auto& [key, value] : json_.items()) {
        if ((may.empty() || key != may) && std::find(keys.begin(), keys.end(), key) == keys.end()) complain("?", Msg::json_unknown_key);
    }
    for (const auto key : keys) {
        if (!json_.contains(std::string(key))) complain(key, Msg::json_missing);
    }
}

void StrictReader::complain(std::string_view key, const Message& what) const { complain_of(source_, path(key), what); }

std::string StrictReader::text(const char* key) const {
    if (!json_[key].is_string()) complain(key, Msg::json_want_text);
    return json_[key].get<std::string>();
}

std::uint32_t StrictReader::number(const char* key) const {
    const Json& value = json_[key];
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max()) {
        complain(key, Msg::json_want_number);
    }
    return value.get<std::uint32_t>();
}

std::uint64_t StrictReader::offset(const char* key) const {
    if (!json_[key].is_number_unsigned()) complain(key, Msg::json_want_number);
    return json_[key].get<std::uint64_t>();
}

double StrictReader::real(const char* key) const {
    if (!json_[key].is_number() || !std::isfinite(json_[key].get<double>())) complain(key, Msg::json_want_number);
    return json_[key].get<double>();
}

bool StrictReader::boolean(const char* key) const {
    if (!json_[key].is_boolean()) complain(key, Msg::json_want_boolean);
    return json_[key].get<bool>();
}

Quad StrictReader::quad(const char* key) const {
    const Json& numbers = json_[key];
    Quad quad{};
    if (!numbers.is_array() || numbers.size() != quad.size()) complain(key, Msg::json_want_list);
    for (std::size_t i = 0; i < quad.size(); ++i) {
        if (!numbers[i].is_number() || !std::isfinite(numbers[i].get<double>())) complain(key, Msg::json_want_number);
        quad[i] = numbers[i].get<double>();
    }
    return quad;
}

Digest StrictReader::digest_of(const char* key, const Json& value) const {
    if (!value.is_string()) complain(key, Msg::json_want_digest);
    const auto read = digest_of_hex(value.get<std::string>());
    if (!read) complain(key, Msg::json_want_digest);
    return *read;
}

Digest StrictReader::digest(const char* key) const { return digest_of(key, json_[key]); }

Bytes StrictReader::base64(const char* key) const {
    const auto bytes = from_base64(text(key));
    // Only the one spelling: lenient readers differ in what they pass over.
    if (!bytes) complain(key, Msg::json_want_base64);
    return *bytes;
}

std::int64_t StrictReader::time(const char* key) const {
    const auto seconds = utc_seconds(text(key));
    if (!seconds) complain(key, Msg::json_want_time);
    return *seconds;
}

const Json& StrictReader::array(const char* key) const {
    if (!json_[key].is_array()) complain(key, Msg::json_want_list);
    return json_[key];
}

std::vector<std::string> StrictReader::texts(const char* key) const {
    std::vector<std::string> all;
    for (const Json& item : array(key)) {
        if (!item.is_string()) complain(key, Msg::json_want_text);
        all.push_back(item.get<std::string>());
    }
    return all;
}

std::vector<Digest> StrictReader::digests(const char* key) const {
    std::vector<Digest> all;
    for (const Json& item : array(key)) all.push_back(digest_of(key, item));
    return all;
}

void StrictReader::fixed(const char* key, std::string_view word) const {
    if (text(key) != word) complain(key, Msg::json_want_word);
}

StrictReader StrictReader::object(const char* key, std::initializer_list<std::string_view> keys, std::string_view may) const {
    return {source_, json_[key], path(key), keys, may};
}

}  // namespace review
