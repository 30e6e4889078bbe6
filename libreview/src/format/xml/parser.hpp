#pragma once

namespace review {

// libxml2 made ready for hostile documents, once a process: nothing that a document or a schema names is ever fetched.
void set_up_parser();

}  // namespace review
