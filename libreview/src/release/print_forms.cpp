#include <review/review_form.hpp>

#include "format/pdf_module.hpp"
#include "model/sheet.hpp"
#include "report/forms/form_sheets.hpp"

namespace review {

Bytes review_form_pdf(const ReviewForm& form, const LegalBases& bases, FormLanguage language, const std::string& font) {
    return pdf_module().sheet_pdf(review_form_sheet(form, bases, language), font);
}

Bytes severance_sheet_pdf(const ReviewForm& form, const LegalBases& bases, FormLanguage language, const std::string& font) {
    return pdf_module().sheet_pdf(severance_sheet(form, bases, language), font);
}

}  // namespace review
