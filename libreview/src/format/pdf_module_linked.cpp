#include "format/pdf_module.hpp"

// Where it is a part as any other.
namespace review {

extern "C" const PdfModule review_pdf_module;

const PdfModule& pdf_module() { return review_pdf_module; }

bool pdf_module_is_loaded() { return true; }

}  // namespace review
