#pragma once

#include <memory>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/limits.hpp>

#include "format/zip/directory.hpp"

namespace review {

// The members of a zip file that zip_directory() accepts. The file outlives it; one thread.
class ZipReader {
public:
    // Throws what zip_directory() throws.
    ZipReader(ByteView file, std::string draft_name, const Limits& limits, ZipNames names = ZipNames::of_parts);
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    const std::vector<ZipMember>& members() const { return members_; }
    // Names of folders that the path of no file tells: they may say something, too.
    std::vector<std::string> empty_folders() const;
    std::uint64_t unread_bytes() const { return unread_; }  // between members and in comments
    // Inflated, its size and checksum as the directory says. Throws malformed.
    Bytes read(std::size_t member) const;

private:
    struct Archive;
    std::string draft_name_;
    std::uint64_t unread_ = 0;
    std::vector<ZipMember> members_;
    std::unique_ptr<Archive> archive_;
};

}  // namespace review
