#pragma once

#include <map>
#include <set>
#include <vector>

#include <review/extraction.hpp>

#include "format/ooxml/package.hpp"
#include "format/ooxml/workbook.hpp"
#include "format/picture/recognised_file.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// Pictures of a package that come along, where somebody reads pictures. Their places count on behind those of the cells.
class PackagePictures {
public:
    PackagePictures(const OoxmlPackage& package, const Workbook& workbook, PictureReading reading, const Limits& limits);

    // What was recognised on each, one part a reader.
    void tell(ExtractionSink& sink, std::uint32_t& number) const;
    void settle(const OoxmlMember& member, BlindSpot& spot) const;
    // Takes edits on pictures out of `edits`, in order of place, and tells which members go.
    std::set<std::size_t> cut_by(std::vector<Edit>& edits) const;

private:
    const OoxmlPackage& package_;
    RecognisedFiles files_;
    std::map<std::size_t, ByteRange> places_;  // by number of the member
    std::uint64_t begin_;
};

}  // namespace review
