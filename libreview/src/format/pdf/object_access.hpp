#pragma once

#include <string>
#include <string_view>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

#include "format/pdf/matrix.hpp"

namespace review::pdf {

// Reading PoDoFo's objects without its exceptions: a damaged file has any type anywhere.

// The object a reference stands for, a few steps far; null: nothing there.
const PoDoFo::PdfObject* resolve(const PoDoFo::PdfObject* object, PoDoFo::PdfVecObjects& objects);
PoDoFo::PdfObject* resolve(PoDoFo::PdfObject* object, PoDoFo::PdfVecObjects& objects);

// Value of a key of a dictionary or stream dictionary, resolved; null: no dictionary, no key.
PoDoFo::PdfObject* value_of(const PoDoFo::PdfObject* object, const char* key, PoDoFo::PdfVecObjects& objects);

// Six numbers; anything else stands for `otherwise`.
Matrix matrix_at(const PoDoFo::PdfObject* object, const char* key, PoDoFo::PdfVecObjects& objects, const Matrix& otherwise = {});

double number_of(const PoDoFo::PdfObject* object, double otherwise = 0);
std::string name_of(const PoDoFo::PdfObject* object);          // "" where it is no name
std::string string_of(const PoDoFo::PdfObject* object);        // raw bytes; "" where it is no string
std::string label_of(const PoDoFo::PdfReference& reference);   // "14 0 R"

// A stream with its filters undone; damaged Flate data as far as it goes, `whole` false then.
// Throws Errc::limit. Image filters are not undone: `whole` is false.
std::string stream_of(const PoDoFo::PdfObject& object, std::uint64_t most, bool& whole);

}  // namespace review::pdf
