// The strict XML verifier on hostile bytes, and the splicing of a signature into well-formed ones.
#include <cstddef>
#include <cstdint>

#include <review/signing.hpp>

#include "sign/xml_splice.hpp"
#include "sign/xml_tree.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const review::ByteView bytes(data, size);
    review::verify_document(bytes, {});
    const review::XmlTree tree(bytes);
    if (tree.state() != review::XmlTree::State::read || tree.has_comments()) return 0;
    review::append_to_root(bytes, tree.encoding(), "<s></s>");
    return 0;
}
