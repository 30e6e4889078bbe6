#pragma once

#include <review/bytes.hpp>

namespace review {

// libxml2 made ready for hostile documents, once a process: nothing that a document or a schema names is ever fetched.
void set_up_parser();

// Loads what libxml2 reads the encodings of drafts with: glibc opens a file for each, which a worker in a cage may not.
void load_encodings();

// The same for the one an XML declaration names, within the first bytes of a file. True: it is in memory since now.
bool load_encoding_named_in(ByteView head);

}  // namespace review
