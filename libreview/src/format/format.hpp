#pragma once

#include <memory>
#include <string_view>

#include <review/document.hpp>

namespace review {

// One row of the table of formats: formats/<name>.cpp defines `extern const Format format_<name>`.
struct Format {
    std::string_view name;
    std::string_view endings;  // file name endings that claim this format: "pdf" or "txt md csv"
    bool (*sniff)(ByteView bytes);  // by content alone; cheap
    std::unique_ptr<Document> (*open)(const Draft& draft, const OpenOptions& options);
    bool any_text = false;  // any text is one by its name: a fragment without <html> in a file called .html
};

}  // namespace review
