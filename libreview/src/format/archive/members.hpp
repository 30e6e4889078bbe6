#pragma once

#include <memory>
#include <string>
#include <vector>

#include <review/document.hpp>

namespace review {

// One file of an archive, opened as a draft of its own.
struct ArchiveMember {
    std::string name;
    std::vector<std::string> other_names;  // what other readers take it for
    Draft draft;
    std::unique_ptr<Document> document;  // null: nobody could read it, for this reason
    BlindReason reason = BlindReason::unsupported;
    bool empty() const { return draft.bytes.empty(); }
};

struct ArchiveContent {
    std::vector<std::unique_ptr<ArchiveMember>> members;  // in the order of the directory
    std::vector<std::string> folders;  // without files: of others the paths say the same
    std::uint64_t unread_bytes = 0;   // between members and in comments
    std::uint64_t bytes = 0, files = 0;  // of this archive and those in it: they share one budget
};

// Throws what ZipReader throws, and Errc::limit where the archives in it exceed the limits together.
ArchiveContent read_archive(const Draft& draft, const OpenOptions& options);

// Sums the cost of an archive in an archive; 0, 0 for other documents.
void add_cost(const Document& document, std::uint64_t& bytes, std::uint64_t& files);

}  // namespace review
