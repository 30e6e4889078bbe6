#include "release/aggregation/token_keys.hpp"

#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/atomic_file.hpp"
#include "base/config_node.hpp"
#include "base/digest_text.hpp"
#include "base/messages/aggregation.hpp"
#include "base/random.hpp"
#include "scan/regions.hpp"
#include "sign/mac_on_token.hpp"

namespace review {
namespace {

constexpr std::size_t key_size = 32;

constexpr std::string_view token_label = "libreview-aggregation-epoch/1";

std::string identity_of(const Sensitive& key) { return KeyedDigest(as_bytes(key.reveal())).of("libreview-token-epoch/1").hex().substr(0, 16); }

std::string hex_of(const Bytes& key) {
    Digest shown;
    std::copy(key.begin(), key.end(), shown.bytes.begin());
    return shown.hex();
}

Sensitive key_of(const ConfigNode& node) {
    const auto hex = node.as_string();
    if (!digest_of_hex(hex)) node.complain(say(Msg::aggregation_bad_key));
    return Sensitive(as_text(ByteView(digest_of_hex(hex)->bytes)));
}

void require_private(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0) throw Error(Errc::bad_config, say(Msg::aggregation_key_open, {path}));
}

Draft key_file(const std::string& path) {
    require_private(path);
    return load_settings_file(path);
}

}  // namespace

// A token is asked once: thousands of HMACs, each a round trip to a device, would take minutes. What it makes is the key of the
// epoch as one from a file would be, wiped with this object.
AggregationKeys AggregationKeys::load(const std::string& where, const Sensitive& pin) {
    if (!where.starts_with("pkcs11:")) return parse(key_file(where).bytes, where);
    auto key = mac_on_token(where, pin, token_label);
    AggregationKeys keys;
    keys.epochs_.push_back({identity_of(key), std::move(key)});
    return keys;
}

const AggregationKeys::Epoch* AggregationKeys::find(std::string_view identity) const {
    for (const auto& epoch : epochs_) {
        if (epoch.identity == identity) return &epoch;
    }
    return nullptr;
}

void AggregationKeys::add(AggregationKeys&& more) {
    for (auto& epoch : more.epochs_) {
        if (find(epoch.identity) != nullptr) throw Error(Errc::bad_config, say(Msg::aggregation_key_twice));
        epochs_.push_back(std::move(epoch));
    }
}

AggregationKeys AggregationKeys::parse(ByteView yaml, const std::string& file) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"aggregation-keys", "epochs"});
    if (root.at("aggregation-keys").as_integer() != 1) root.complain(say(Msg::aggregation_bad_key));
    AggregationKeys keys;
    for (const auto& node : root.at("epochs").as_list()) {
        node.allow_keys({"made", "key"});
        node.at("made").as_string();
        auto key = key_of(node.at("key"));
        auto identity = identity_of(key);
        if (keys.find(identity) != nullptr) node.complain(say(Msg::aggregation_key_twice));
        keys.epochs_.push_back({std::move(identity), std::move(key)});
    }
    if (keys.epochs_.empty()) root.complain(say(Msg::aggregation_bad_key));
    return keys;
}

std::string AggregationKeys::make_epoch(const std::string& path, std::string_view day) {
    std::string text = "# Keys of the aggregation tokens (review ledger key). Whoever has them can try values: keep them as a signing key.\n"
                       "# Never remove one: what its epoch released could not be compared any more. The last makes new tokens.\n"
                       "aggregation-keys: 1\nepochs:\n";
    const FolderLock alone(path);
    if (std::filesystem::exists(path)) {
        load(path);
        text = as_text(key_file(path).bytes);
        if (!text.ends_with("\n")) text += "\n";
    }
    const auto key = random_bytes(key_size);
    text += "  - {made: " + std::string(day) + ", key: \"" + hex_of(key) + "\"}\n";
    AggregationKeys::parse(as_bytes(text), path);
    write_file(path, as_bytes(text), FileMode::secret);
    return identity_of(Sensitive(as_text(key)));
}

std::uint64_t TokenMaker::token(AttributeKind kind, std::string_view value) {
    auto key = keys_.find(kind);
    if (key == keys_.end()) {
        const auto derived = KeyedDigest(as_bytes(epoch_.key.reveal())).of({"libreview-token/1", name_of(kind)});
        key = keys_.emplace(kind, KeyedDigest(derived.bytes)).first;
    }
    const auto digest = key->second.of(value);
    std::uint64_t token = 0;
    for (std::size_t i = 0; i < 8; ++i) token = token << 8 | digest.bytes[i];
    return token;
}

namespace {

std::string padded(int value, int width) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*d", width, value);
    return text;
}

constexpr int first_year = 1900, last_year = 2100;

std::vector<std::string> months() {
    std::vector<std::string> all;
    for (int year = first_year; year <= last_year; ++year) {
        for (int month = 1; month <= 12; ++month) all.push_back(padded(year * 100 + month, 6));
    }
    return all;
}

std::vector<std::string> digits(int count) {
    std::vector<std::string> all;
    const int end = count == 4 ? 1000 : count == 3 ? 100 : 10;
    for (int value = 0; value < end; ++value) {
        for (const char last : std::string_view("0123456789X")) {
            all.push_back(padded(value, count - 1) + last);
        }
    }
    return all;
}

// Every value that a kind has; none where they are too many.
std::vector<std::string> values_of(AttributeKind kind) {
    using enum AttributeKind;
    std::vector<std::string> all;
    switch (kind) {
        case birth_month: return months();
        case birth_year:
        case birth_age:
            for (int year = first_year; year <= last_year; ++year) all.push_back(padded(year, 4));
            return all;
        case sex: return {"1", "2"};
        case id_last4: return digits(4);
        case id_last3: return digits(3);
        case id_last2: return digits(2);
        case id_front6:
        case place_county:
            for (const int code : region_codes()) all.push_back(padded(std::abs(code), 6));
            return all;
        case id_front4:
            for (int code = 1000; code <= 9999; ++code) all.push_back(padded(code, 4));
            return all;
        case id_front2:
            for (int code = 10; code <= 99; ++code) all.push_back(padded(code, 2));
            return all;
        default: return all;
    }
}

}  // namespace

const std::map<std::uint64_t, std::string>& TokenMaker::table(AttributeKind kind) {
    const auto [made, fresh] = tables_.try_emplace(kind);
    if (fresh) {
        for (auto& value : values_of(kind)) made->second.emplace(token(kind, value), std::move(value));
    }
    return made->second;
}

std::optional<std::string> TokenMaker::value_of(const AttributeToken& token, std::string_view month) {
    if (token.kind == AttributeKind::birth_date) {
        for (const auto& of : month.empty() ? months() : std::vector<std::string>{std::string(month)}) {
            for (int day = 1; day <= 31; ++day) {
                auto date = of + padded(day, 2);
                if (this->token(token.kind, date) == token.token) return date;
            }
        }
        return {};
    }
    const auto& values = table(token.kind);
    const auto found = values.find(token.token);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

ReleaseTokens tokens_of(const std::vector<RecordValues>& records, const AggregationKeys::Epoch& epoch) {
    TokenMaker maker(epoch);
    ReleaseTokens tokens{epoch.identity, {}};
    for (const auto& record : records) {
        RecordGroup group{record.place, {}};
        for (const auto& value : record.values) group.tokens.push_back({value.kind, maker.token(value.kind, value.value.reveal())});
        std::sort(group.tokens.begin(), group.tokens.end());
        group.tokens.erase(std::unique(group.tokens.begin(), group.tokens.end()), group.tokens.end());
        tokens.groups.push_back(std::move(group));
    }
    return tokens;
}

}  // namespace review
