#pragma once

#include <set>
#include <string>

#include <review/part.hpp>
#include <review/release.hpp>

namespace review {

// Places are told in the open, and name elements and attributes: /list/<a name and its number>[1]. A name in which something was found is
// replaced by stars in every place of the document; other names stay readable.
class MaskedNames {
public:
    void found_in(const Part& part);
    void mask(ScannedDocument& document) const;

private:
    std::string masked_path(const std::string& path) const;
    std::string masked_label(std::string label) const;

    std::set<std::string, std::less<>> names_;      // as they stand in paths
    std::set<std::string, std::less<>> shortened_;  // as they stand in labels
};

}  // namespace review
