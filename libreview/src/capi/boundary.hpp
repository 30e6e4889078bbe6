#pragma once

#include <functional>
#include <string>

#include <review/review.h>

#include "base/messages.hpp"

namespace review::capi {

// Runs `work`, speaking `language`, and lets no exception out: the status, and the message for review_last_error().
int guarded(Language language, const std::function<int()>& work) noexcept;

// Gives `status` and remembers why, where a result is there all the same.
int failed(int status, const char* kind, const std::string& message);

const char* remembered() noexcept;
const char* remembered_json() noexcept;

char* copy_of(const std::string& text);  // for review_free()

}  // namespace review::capi
