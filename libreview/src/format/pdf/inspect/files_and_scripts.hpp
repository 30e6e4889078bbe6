#pragma once

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Attachments (opened and inspected like a draft), scripts, thumbnails and signatures.
void add_files_and_scripts(const PdfDocument& document, Inspection& seen);

}  // namespace review::pdf
