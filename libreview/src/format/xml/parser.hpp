#pragma once

#include <review/bytes.hpp>

namespace review {

// libxml2 made ready for hostile documents, once a process: nothing that a document or a schema names is ever fetched.
void set_up_parser();

// Loads what libxml2 reads encodings with, once a process: glibc opens a file for each, which a worker in a cage may not. The usual ones
// where a file that begins so may be XML, all others where it may hold one: an XML declaration, a zip, a PDF.
// True: they are in memory since now. For programs with one thread.
bool load_encodings(ByteView head);

}  // namespace review
