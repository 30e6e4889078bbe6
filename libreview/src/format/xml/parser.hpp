#pragma once

#include <review/bytes.hpp>

namespace review {

// libxml2 made ready for hostile documents, once a process: nothing that a document or a schema names is ever fetched.
void set_up_parser();

// Loads what libxml2 reads the usual encodings of drafts with: glibc opens a file for each, which a worker in a cage may not.
void load_encodings();

// The same for all others, once a process, where the first bytes of a file say that it may hold one: an XML declaration, a zip, a PDF.
// True: they are in memory since now. For programs with one thread.
bool load_other_encodings(ByteView head);

}  // namespace review
