#include "base/messages.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <atomic>
#include <optional>
#include <utility>

#include "base/thread_language.hpp"

namespace review {
namespace {

std::atomic<Language> current{Language::en};
thread_local std::optional<Language> of_thread;

}  // namespace

void set_language(Language language) { current = language; }

Language language() { return of_thread ? *of_thread : current.load(); }

ThreadLanguage::ThreadLanguage(Language language) : before_(std::exchange(of_thread, language)) {}
ThreadLanguage::~ThreadLanguage() { of_thread = before_; }

Language language_of_locale(std::string_view locale) {
    return locale.starts_with("zh") ? Language::zh : Language::en;
}

std::string say(const Message& message, std::initializer_list<std::string_view> arguments) {
    return say_in(language(), message, arguments);
}

std::string say_in(Language language, const Message& message, std::initializer_list<std::string_view> arguments) {
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const auto argument : arguments) store.push_back(argument);
    return fmt::vformat(language == Language::zh ? message.zh : message.en, store);
}

}  // namespace review
