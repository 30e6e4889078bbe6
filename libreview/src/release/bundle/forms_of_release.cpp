#include "release/bundle/forms_of_release.hpp"

#include "base/utc_time.hpp"

namespace review {
namespace {

std::vector<FormItem> titled(std::vector<FormItem> items, const std::vector<PatternPack>& packs, FormLanguage language) {
    std::map<std::string, std::string> titles;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) titles[pack.name + "/" + rule.id] = language == FormLanguage::zh ? rule.title_zh : rule.title_en;
    }
    for (auto& item : items) item.title = titles[item.rule];
    return items;
}

}  // namespace

ReviewForm form_of(const ReviewStatement& statement, const std::vector<SignedApproval>& approvals) {
    ReviewForm form;
    form.document = statement.file_name;
    form.channel = statement.channel;
    form.redactor = statement.redactor;
    for (const auto& one : approvals) form.approvals.push_back({one.approval.role, one.approval.person, utc_text(one.time)});
    return form;
}

std::map<std::string, Bytes> forms_of_release(ReviewForm form, const std::vector<FormItem>& items, const std::vector<PatternPack>& packs) {
    const auto bases = built_in_bases();
    std::map<std::string, Bytes> files;
    for (const auto& [language, ending] : {std::pair{FormLanguage::zh, ".zh.pdf"}, std::pair{FormLanguage::en, ".en.pdf"}}) {
        form.items = titled(items, packs, language);
        files[std::string("review-form") + ending] = review_form_pdf(form, bases, language);
        files[std::string("severance-sheet") + ending] = severance_sheet_pdf(form, bases, language);
    }
    return files;
}

}  // namespace review
