#include "base/messages.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <atomic>

namespace review {
namespace {

std::atomic<Language> current{Language::en};

}  // namespace

void set_language(Language language) { current = language; }

Language language() { return current; }

Language language_of_locale(std::string_view locale) {
    return locale.starts_with("zh") ? Language::zh : Language::en;
}

std::string say(const Message& message, std::initializer_list<std::string_view> arguments) {
    return say_in(current, message, arguments);
}

std::string say_in(Language language, const Message& message, std::initializer_list<std::string_view> arguments) {
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const auto argument : arguments) store.push_back(argument);
    return fmt::vformat(language == Language::zh ? message.zh : message.en, store);
}

}  // namespace review
