// The one table of what the module of PDF has, linked into the library and into the module.
#include "format/pdf_module.hpp"

#include "format/ofd/ofd_document.hpp"
#include "format/pdf/images/jpeg.hpp"
#include "format/pdf/images/jpeg_grey.hpp"
#include "format/pdf/installed_font.hpp"
#include "format/pdf/label_font.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/sheet_pdf.hpp"
#include "format/pdf/slot.hpp"
#include "model/sheet.hpp"
#include "proof/look_drawn.hpp"
#include "proof/ofd_eye.hpp"
#include "proof/pdf_eye.hpp"
#include "release/drawn_pages.hpp"
#ifdef REVIEW_PDF_MODULE
#include "pdf_module_build.inc"
#else
#define REVIEW_PDF_MODULE_BUILD "linked"
#endif

namespace review {
namespace {

std::unique_ptr<Document> opened_pdf(const Draft& draft, const OpenOptions& options) { return std::make_unique<pdf::PdfDocument>(draft, options); }

}  // namespace

extern "C" {
extern const PdfModule review_pdf_module;
const PdfModule review_pdf_module{
    .build = REVIEW_PDF_MODULE_BUILD,
    .open_pdf = opened_pdf,
    .open_ofd = open_ofd,
    .jpeg_grey = pdf::jpeg_grey,
    .jpeg_is_whole = pdf::jpeg_is_whole,
    .installed_font = pdf::installed_font,
    .file_for_label = pdf::file_for_label,
    .sheet_pdf = pdf::sheet_pdf,
    .prepare_slot = pdf::prepare_slot,
    .look_at_raw_pdf = look_at_raw_pdf,
    .look_at_pdf_objects = look_at_pdf_objects,
    .look_at_ofd = look_at_ofd,
    .look_drawn = look_drawn,
    .draw_pages = draw_pages,
};
}

}  // namespace review
