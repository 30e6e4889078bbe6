#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>

namespace spec {

struct Orders {
    std::vector<std::string> terms;
    std::vector<review::Area> areas;
    review::Width width = review::Width::grid;
};

// What came of a draft: a proven file, a refusal with its reasons, or what must never be.
struct Redacted {
    enum class How { clean, refused, unclean, refused_without_reason } how = How::clean;
    review::Bytes bytes;
    review::Evidence evidence;
    std::string says;  // the reasons
};

// As `review redact --term ... --box ... --width ...`, in this process, every blind spot accepted. Throws
// nothing that the library may throw.
Redacted redact(const review::Bytes& draft, const Orders& orders);

review::Bytes bytes_of_file(const std::string& path);

// Files of the shared corpus below `folder`, sorted; empty where it is absent.
std::vector<std::string> corpus_files(const std::string& folder);

}  // namespace spec
