#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include <review/document.hpp>

namespace support {

using Lines = std::vector<std::string>;

inline review::Inspection inspect(const std::string& pdf) {
    const auto draft = review::make_draft("draft.pdf", review::Bytes(pdf.begin(), pdf.end()));
    return review::inspect_document(draft);
}

// "fake-redaction/box: SECRET", in order.
inline Lines concealed(const review::Inspection& seen) {
    REQUIRE(seen.failure.empty());
    Lines lines;
    for (const auto& found : seen.concealed) {
        lines.push_back(std::string(name_of(found.kind)) + "/" + std::string(name_of(found.manner)) + ": " +
                        std::string(found.text.reveal()));
    }
    return lines;
}

}  // namespace support
