#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace review {

enum class Language { en, zh };

// A sentence a person may read. One table a layer: base/messages/<layer>.inc, rows REVIEW_MESSAGE(name, "English {0}",
// "中文 {0}"), which base/messages/<layer>.hpp makes Msg::name. No argument ever holds draft text.
struct Message {
    std::string_view en, zh;
};

// The language of this process: set once at start, before threads.
void set_language(Language language);
Language language();
// "zh_CN.UTF-8" -> zh; anything else -> en.
Language language_of_locale(std::string_view locale);

std::string say(const Message& message, std::initializer_list<std::string_view> arguments = {});
std::string say_in(Language language, const Message& message, std::initializer_list<std::string_view> arguments = {});

}  // namespace review
