#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <review/document.hpp>
#include <review/error.hpp>

namespace xml_drafts {

review::Draft draft(std::string_view bytes);
review::Extraction extracted(const review::Document& document);
review::Extraction extracted(const review::Draft& draft);

// Cuts `value` in every part that reads it, and says so in the plan.
review::RedactionPlan plan_for(const review::Draft& draft, const review::Extraction& content, std::string_view value);

// The draft without `value`, as text.
std::string without(const review::Draft& draft, std::string_view value);

review::Errc refusal(const std::function<void()>& call);
std::string blocks(std::size_t count);
std::string repeated(std::string_view text, std::size_t times);

}  // namespace xml_drafts
