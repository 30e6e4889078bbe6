#include "capi/arguments.hpp"

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/capi.hpp"
#include "base/utf8_scan.hpp"

namespace review::capi {

void require(const void* pointer, const char* name) {
    if (!pointer) throw Error(Errc::bad_config, say(Msg::capi_null, {name}));
}

void read_struct(void* to, std::size_t known, const void* from, const char* name) {
    std::size_t size = 0;
    std::memcpy(&size, from, sizeof size);
    if (size < sizeof size) throw Error(Errc::bad_config, say(Msg::capi_size, {name}));
    std::memcpy(to, from, std::min(size, known));
    const auto* bytes = static_cast<const unsigned char*>(from);
    const bool newer = size > known && std::any_of(bytes + known, bytes + size, [](unsigned char byte) { return byte != 0; });
    if (newer) throw Error(Errc::bad_config, say(Msg::capi_newer, {name, REVIEW_VERSION}));
}

void write_struct(void* to, void* from, std::size_t known, const char* name) {
    require(to, name);
    std::size_t size = 0;
    std::memcpy(&size, to, sizeof size);
    if (size < sizeof size) throw Error(Errc::bad_config, say(Msg::capi_size, {name}));
    std::memcpy(from, &size, sizeof size);  // stays the caller's
    std::memcpy(to, from, std::min(size, known));
    if (size > known) std::memset(static_cast<unsigned char*>(to) + known, 0, size - known);
}

std::string text_or(const char* text, const char* otherwise, const char* name) {
    const std::string value = text ? text : otherwise;
    if (first_not_utf8(as_bytes(value))) throw Error(Errc::bad_config, say(Msg::capi_utf8, {name}));
    return value;
}

std::string file_or_none(const char* path, const char* name) {
    if (path && *path == '\0') throw Error(Errc::bad_config, say(Msg::capi_empty, {name}));
    return text_or(path, "", name);
}

std::vector<std::string> texts_of(const char* const* texts, std::size_t count, const char* name) {
    std::vector<std::string> values;
    if (count > 0) require(texts, name);
    for (std::size_t i = 0; i < count; ++i) {
        require(texts[i], name);
        values.push_back(text_or(texts[i], "", name));
    }
    return values;
}

bool flag_of(int flag, const char* name) {
    if (flag != 0 && flag != 1) throw Error(Errc::bad_config, say(Msg::capi_flag, {name}));
    return flag == 1;
}

bool known_language(const char* name) { return !name || std::string_view(name) == "en" || std::string_view(name) == "zh"; }

Language language_or_english(const char* name) { return name && std::string_view(name) == "zh" ? Language::zh : Language::en; }

namespace {

std::string password_of(const review_draft& given) { return given.password ? given.password : ""; }

void check_bytes(const review_draft& given, const std::string& name, const Limits& limits) {
    if (given.byte_count <= limits.file_bytes) return;
    throw Error(Errc::limit, say(Msg::limit_exceeded, {name, "file_bytes", std::to_string(limits.file_bytes)}));
}

}  // namespace

Input input_of(const review_draft* draft, const Limits& limits) {
    require(draft, "draft");
    const auto given = struct_of(draft, "review_draft");
    const auto path = text_or(given.path, "", "path");
    const bool one_of_them = (given.bytes != nullptr) != !path.empty();
    if (!one_of_them || path == "-") throw Error(Errc::bad_config, say(Msg::capi_input));
    Input input{{}, {limits, Sensitive(password_of(given))}};
    if (given.bytes) {
        const auto name = text_or(given.name, "draft", "name");
        check_bytes(given, name, limits);
        input.draft = make_draft(name, SharedBytes(ByteView(static_cast<const std::uint8_t*>(given.bytes), given.byte_count), nullptr));
    } else {
        input.draft = load_draft(path, limits);
        if (given.name) input.draft.name = text_or(given.name, "", "name");
    }
    return input;
}

}  // namespace review::capi
