#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/atomic_file.hpp"

namespace cli {

// Files that appear together or not at all. "-" is standard output; a device or a pipe is written
// to and never replaced.
class Outputs {
public:
    void add(const std::string& path, review::ByteView bytes,
             review::FileMode mode = review::FileMode::shared);  // throws Errc::io
    void add(const std::string& path, std::string&& text, review::FileMode mode);  // the same; a long one stands in memory once
    void commit();                                               // throws Errc::io

private:
    struct Stream {
        std::string path;
        std::string bytes;
    };
    std::vector<std::pair<std::string, std::unique_ptr<review::AtomicFile>>> files_;
    std::vector<Stream> streams_;
};

void write_output(const std::string& path, std::string_view text, review::FileMode mode = review::FileMode::shared);

// Throws Errc::bad_config where standard output is a file that others may read.
void require_private_output(const std::string& path);

// Whether a person looks at standard output and wants colour (NO_COLOR, TERM=dumb).
bool colour_wanted(const std::string& path);

}  // namespace cli
