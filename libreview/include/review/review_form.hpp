#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/decisions.hpp>
#include <review/finding.hpp>
#include <review/legal_bases.hpp>

namespace review {

enum class FormLanguage { zh, en };

// Findings of one rule that were decided alike on one basis.
struct FormItem {
    std::string rule;        // "cn-contact/mobile"
    std::string title;       // of the rule, in the language of the form; empty: the rule itself is shown
    Disposition disposition = Disposition::redact;
    std::vector<std::string> basis;   // keys, details behind them: "条例15 第三方不同意"
    std::size_t count = 0;
    std::vector<std::string> places;  // "page 3", distinct, in order; never draft text
};

// Who answered for a step, and when. An empty person or time leaves room for a pen.
struct FormApproval {
    std::string role, person, time;
};

// What the printed forms of one release say. Everything is shown as it is given; nothing of it may be draft text. Empty fields stay
// empty on paper.
struct ReviewForm {
    std::string document, summary, channel, publish_time, office, redactor;
    std::vector<FormItem> items;
    std::vector<FormApproval> approvals;
    std::string document_digest, statement_digest, ledger_number;
};

// One item for each rule, disposition and basis, in the order of the findings. What nobody decided counts as redacted where all is, and as
// kept where policy allows it. A decision without a basis rests on that of its finding. `titles`: pairs of rule and title.
std::vector<FormItem> form_items(const std::vector<Finding>& findings, const Decisions& decisions,
                                 const std::vector<std::pair<std::string, std::string>>& titles = {});

// 政府信息公开保密审查表: what was reviewed, what is withheld and on what basis, who approved it (保密法实施条例 42: 先审查、后公开).
// A PDF on A4, text to be selected, its font embedded; equal forms give equal bytes. `font`: a TrueType file; empty: fontconfig
// chooses. Throws Errc::bad_config where there is no font for it.
Bytes review_form_pdf(const ReviewForm& form, const LegalBases& bases, FormLanguage language, const std::string& font = {});

// 政府信息区分处理说明 (条例 37): what was withheld, where, why and on what basis, for whoever gets the document.
Bytes severance_sheet_pdf(const ReviewForm& form, const LegalBases& bases, FormLanguage language, const std::string& font = {});

}  // namespace review
