#include <cstdlib>

#include <review/error.hpp>

#include "format/zip/reader.hpp"
#include "format/zip/writer.hpp"
#include "proof/zip_members.hpp"

// Any bytes are read or refused with an error of ours. What was read and is written again, the reader of the proof reads alike.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const auto must = [](bool holds) {
        if (!holds) std::abort();
    };
    Limits limits;
    limits.stream_bytes = 1 << 20;
    limits.document_bytes = 4 << 20;
    (void)zip_pieces({data, size}, 1 << 20);
    try {
        const auto names = size % 2 == 0 ? ZipNames::of_parts : ZipNames::of_files;
        const ZipReader reader({data, size}, "draft", limits, names);
        std::vector<ZipContent> members;
        for (std::size_t i = 0; i < reader.members().size(); ++i) {
            if (!reader.members()[i].directory) members.push_back({reader.members()[i].name, reader.read(i)});
        }
        if (members.empty()) return 0;
        const auto pieces = zip_pieces(write_zip(members), 8 << 20);
        must(pieces && pieces->size() == members.size());
        for (std::size_t i = 0; i < members.size(); ++i) must((*pieces)[i].name == members[i].name && (*pieces)[i].bytes == members[i].bytes && (*pieces)[i].plain);
    } catch (const Error&) {
    }
    return 0;
}
