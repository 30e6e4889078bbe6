#pragma once

#include <map>
#include <string>
#include <vector>

#include <review/approval_rules.hpp>
#include <review/bytes.hpp>
#include <review/pattern_pack.hpp>
#include <review/review_form.hpp>
#include <review/statement.hpp>

namespace review {

// What the forms say of a release, but for its items.
ReviewForm form_of(const ReviewStatement& statement, const std::vector<SignedApproval>& approvals);

// 政府信息公开保密审查表 and 区分处理说明 in both languages, by their file names. Throws what review_form_pdf() throws.
std::map<std::string, Bytes> forms_of_release(ReviewForm form, const std::vector<FormItem>& items, const std::vector<PatternPack>& packs);

}  // namespace review
