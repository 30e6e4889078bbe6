#include "capi/boundary.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#include <review/error.hpp>

#include "base/messages/capi.hpp"
#include "base/thread_language.hpp"
#include "model/json/error.hpp"

namespace review::capi {
namespace {

struct LastError {
    std::string message, json;
};
thread_local LastError last_error;

int status_of(Errc code) {
    switch (code) {
        case Errc::io:
        case Errc::bad_config:
        case Errc::bad_pattern:
        case Errc::bad_key: return REVIEW_USAGE;
        case Errc::malformed:
        case Errc::unsupported:
        case Errc::encrypted:
        case Errc::limit:
        case Errc::refused: return REVIEW_UNREADABLE;
        case Errc::unverified: return REVIEW_UNVERIFIED;
        case Errc::unapproved: return REVIEW_UNAPPROVED;
    }
    return REVIEW_FAULT;
}

int remember(int status, std::string_view kind, const std::string& message, const std::vector<Obstacle>& obstacles) noexcept {
    try {
        last_error = {message, error_json(status, kind, message, obstacles)};
    } catch (...) {
        last_error = {};
    }
    return status;
}

}  // namespace

const char* remembered() noexcept { return last_error.message.c_str(); }

const char* remembered_json() noexcept { return last_error.json.c_str(); }

int failed(int status, const char* kind, const std::string& message) { return remember(status, kind, message, {}); }

int guarded(Language language, const std::function<int()>& work) noexcept {
    const ThreadLanguage speaking(language);
    last_error = {};
    try {
        return work();
    } catch (const Error& error) {
        return remember(status_of(error.code()), name_of(error.code()), error.what(), error.obstacles());
    } catch (const std::bad_alloc&) {
        return remember(REVIEW_UNREADABLE, "limit", say(Msg::capi_memory), {});
    } catch (...) {
        // What a foreign exception says may quote the document.
        return remember(REVIEW_FAULT, "fault", say(Msg::capi_fault), {});
    }
}

char* copy_of(const std::string& text) {
    char* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (!copy) throw std::bad_alloc();
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

}  // namespace review::capi
