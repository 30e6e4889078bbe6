#pragma once

#include <memory>
#include <string>
#include <vector>

#include <review/document.hpp>

namespace review {

// A zip file that is no document of its own kind: no Office package, no OFD.
bool is_archive(ByteView bytes);

// Throws Errc::malformed, encrypted, unsupported or limit.
std::unique_ptr<Document> open_archive(const Draft& draft, const OpenOptions& options);

// What a plan for an archive means for one of its members.
struct ArchiveMemberPlan {
    std::string label;           // "member 3"
    std::string name;            // in the output
    const Draft* draft = nullptr;
    const Document* document = nullptr;  // null: nobody could read it
    RedactionPlan plan;          // of its own; empty where nobody could read it
};

// The members that come along, in the order of the output. `document` is one that open_archive() gave. Throws Errc::bad_config where the
// plan names members it does not have.
std::vector<ArchiveMemberPlan> archive_member_plans(const Document& document, const RedactionPlan& plan);

}  // namespace review
