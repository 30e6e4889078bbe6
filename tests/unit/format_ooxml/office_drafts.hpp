#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/document.hpp>

namespace office_drafts {

// `type` of a member: a whole content type, or its end.
// A package of one main part in `folder`, of that kind, and the parts its relationships lead to.
struct Member {
    std::string name, type, role, content;
    std::string from = "main.xml";  // what leads to it
};
review::Draft package(std::string_view folder, std::string_view main_type, std::string_view main, const std::vector<Member>& members = {});

// A workbook of one sheet; `strings` are items of its shared strings.
review::Draft workbook(std::string_view rows, std::string_view strings = {}, std::string_view around = {});
review::Draft word(std::string_view body);

review::Extraction extracted(const review::Draft& draft);
// The text of the part of that label; "-" where there is none.
std::string text_of(const review::Extraction& content, std::string_view label);
// The member of the draft after `value` was cut wherever it stands.
std::string member_without(const review::Draft& draft, std::string_view value, std::string_view member);

}  // namespace office_drafts
