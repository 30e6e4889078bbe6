#include "capi/plugin_words.hpp"

#include <algorithm>
#include <optional>

#include <review/error.hpp>
#include <review/plugins.hpp>

#include "base/digest_text.hpp"
#include "base/messages/plugins.hpp"
#include "base/utf8_scan.hpp"

namespace review {
namespace {

constexpr std::string_view between = "@sha256:", plugin_key = "plugin:";
constexpr std::size_t digest_digits = 64, longest_key = 1024;

bool printable_key(std::string_view key) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
    return !key.empty() && key.size() <= longest_key && !first_not_utf8(as_bytes(key)) && std::none_of(key.begin(), key.end(), control);
}

}  // namespace

namespace capi {

PluginWord plugin_word(const std::string& word) {
    const auto at = word.rfind(between);
    const auto digest = at == word.npos ? std::nullopt : digest_of_hex(std::string_view(word).substr(at + between.size()));
    if (!digest || at == 0) throw Error(Errc::bad_config, say(Msg::plugin_no_digest, {word}));
    return {word.substr(0, at), *digest};
}

PluginKeyWord plugin_key_word(const std::string& word) {
    const auto named = names_plugin_key(word) ? std::string_view(word).substr(plugin_key.size()) : std::string_view();
    // The key is in the signer's own words: they may hold what looks like a digest, as a path may hold a '#'.
    for (auto at = named.find(between); at != named.npos; at = named.find(between, at + 1)) {
        const auto rest = named.substr(at + between.size());
        const auto digest = digest_of_hex(rest.substr(0, digest_digits));
        const auto key = rest.size() > digest_digits ? rest.substr(digest_digits) : std::string_view();
        if (!digest || at == 0 || (!key.empty() && key.front() != '#')) continue;
        if (!key.empty() && !printable_key(key.substr(1))) break;
        return {{std::string(named.substr(0, at)), *digest}, std::string(key.empty() ? key : key.substr(1))};
    }
    throw Error(Errc::bad_config, say(Msg::plugin_key_word, {word}));
}

}  // namespace capi

bool names_plugin_key(const std::string& key) { return key.starts_with(plugin_key); }

}  // namespace review
