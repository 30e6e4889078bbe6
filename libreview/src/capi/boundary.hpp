#pragma once

#include <functional>
#include <string>

namespace review::capi {

// Runs `work` and lets no exception out: the status, and the message for review_last_error().
int guarded(const std::function<int()>& work) noexcept;

void remember(const std::string& message) noexcept;
const char* remembered() noexcept;

char* copy_of(const std::string& text);  // for review_free()

// Throws Errc::bad_config where a required pointer is null.
void require(const void* pointer, const char* name);

}  // namespace review::capi
