#pragma once

#include <vector>

#include <qpdf/QPDF.hh>

namespace review::pdf {

// Objects that the file's table names, that nothing leads to from its trailer, and that may hold text: what programs leave behind that
// delete a page or an annotation and keep the rest of the file. Not those that belong to the file and not to the document: object
// streams, tables, hints; nor fonts and pictures, which say nothing by themselves.
std::vector<QPDFObjectHandle> unused_objects(QPDF& pdf);

// The key of the document information that the normalised draft has them under, so that they are read as all others. No output has it.
inline constexpr const char* unused_key = "Review.Unused";

}  // namespace review::pdf
