#pragma once

#include <review/review_form.hpp>

#include "model/sheet.hpp"

namespace review {

// The forms laid out: which cell says what.
Sheet review_form_sheet(const ReviewForm& form, const LegalBases& bases, FormLanguage language);
Sheet severance_sheet(const ReviewForm& form, const LegalBases& bases, FormLanguage language);

}  // namespace review
