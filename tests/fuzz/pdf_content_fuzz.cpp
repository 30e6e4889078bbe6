#include <cstdlib>

#include "format/pdf/clean_content.hpp"

// A cleaned content stream is clean: cleaning it again changes nothing. Nor does numbering its tags again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Bytes content(data, data + size);
    ContentShape shape, again;
    const auto clean = clean_content(content, shape);
    if (clean_content(clean, again) != clean || again.changed) std::abort();
    if (!shape.changed && clean != content) std::abort();
    const pdf::TagLists lists{{"MC0", 3}};
    const auto tagged = clean_content(content, shape, &lists);
    if (clean_content(tagged, again, &lists) != tagged || again.changed) std::abort();
    const auto numbered = pdf::number_tags(as_text(tagged), {0, 1, 2, 3});
    std::set<std::uint32_t> all;
    for (std::uint32_t i = 0; i < numbered.before.size(); ++i) all.insert(i);
    if (pdf::number_tags(numbered.content, all).content != numbered.content) std::abort();
    return 0;
}
