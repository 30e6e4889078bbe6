#pragma once

#include <optional>
#include <string>

#include <qpdf/QPDFObjectHandle.hh>

namespace review {

// A stream's data with every filter undone that loses nothing; the raw bytes where one cannot be undone
// (images). nullopt: larger than `most` when inflated.
struct StreamText {
    std::string bytes;
    bool decoded = false;
};
std::optional<StreamText> stream_text(QPDFObjectHandle stream, std::uint64_t most);

// No more than a few control characters at its beginning.
bool reads_as_text(std::string_view bytes);

}  // namespace review
