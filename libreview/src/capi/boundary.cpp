#include "capi/boundary.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#include <review/error.hpp>
#include <review/review.h>

#include "base/messages/cli.hpp"

namespace review::capi {
namespace {

thread_local std::string last_error;

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

}  // namespace

void remember(const std::string& message) noexcept {
    try {
        last_error = message;
    } catch (...) {
        last_error.clear();
    }
}

const char* remembered() noexcept { return last_error.c_str(); }

int guarded(const std::function<int()>& work) noexcept {
    remember({});
    try {
        return work();
    } catch (const Error& error) {
        remember(error.what());
        return status_of(error.code());
    } catch (const std::bad_alloc&) {
        remember("out of memory");
        return REVIEW_UNREADABLE;
    } catch (...) {
        // What a foreign exception says may quote the document.
        remember("a fault of the library");
        return REVIEW_FAULT;
    }
}

char* copy_of(const std::string& text) {
    char* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (!copy) throw std::bad_alloc();
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

void require(const void* pointer, const char* name) {
    if (!pointer) throw Error(Errc::bad_config, say(Msg::capi_null, {name}));
}

}  // namespace review::capi
