#pragma once

#include <string>
#include <string_view>

namespace review {

// What a word of Finding::evidence says, in the language of this process: "label:身份证号" -> "the label 身份证号 stands before
// it". A word that nobody explains is shown as it is. One row of base/messages/evidence.inc explains one more.
std::string evidence_text(std::string_view word);

}  // namespace review
