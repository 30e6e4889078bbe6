#include "release/bundle/published_name.hpp"

#include <review/error.hpp>

#include "base/messages/bundle.hpp"
#include "base/utf8_scan.hpp"
#include "format/zip/names.hpp"
#include "release/bundle/bundle_folder.hpp"

namespace review {
namespace {

constexpr std::size_t longest_name = 200;  // bytes; file systems have 255, and endings are put to it

// Characters that show nothing and turn or hide others (UAX 9, UAX 31).
bool has_format_characters(std::string_view text) {
    for (const std::string_view one : {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC",
                                       "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9", "\xEF\xBB\xBF"}) {
        if (text.find(one) != text.npos) return true;
    }
    return false;
}

}  // namespace

void require_plain_name(const std::string& name) {
    const auto folded = folded_name(name);
    const auto is = [&](std::string_view own) { return folded == folded_name(own.substr(0, own.find('/'))); };
    const bool own = is(bundle::statement) || is(bundle::release) || is(bundle::time_stamp) || is(bundle::rules) || is(bundle::approvals) || is(bundle::in_toto) || is(bundle::checkpoint) ||
                     is(bundle::internal);
    const bool odd = !is_member_name(name) || first_not_utf8(as_bytes(name)) || name.size() > longest_name || name.find('/') != name.npos ||
                     std::string_view(" .-").find(name.back()) != std::string_view::npos || name.front() == ' ' || name.front() == '-' || has_format_characters(name);
    if (own || odd) throw Error(Errc::bad_config, say(Msg::bundle_bad_name));
}

}  // namespace review
