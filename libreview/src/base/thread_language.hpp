#pragma once

#include <optional>

#include "base/messages.hpp"

namespace review {

// The language of this thread's sentences while it lives, whatever the process speaks: a portal answers each visitor in theirs.
class ThreadLanguage {
public:
    explicit ThreadLanguage(Language language);
    ~ThreadLanguage();
    ThreadLanguage(const ThreadLanguage&) = delete;
    ThreadLanguage& operator=(const ThreadLanguage&) = delete;

private:
    std::optional<Language> before_;
};

}  // namespace review
