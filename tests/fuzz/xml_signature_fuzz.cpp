// The strict XML verifier on hostile bytes, the canonical form beside that of libxml2, and the splicing of a signature into well-formed ones.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <review/signing.hpp>

#include "sign/xml_splice.hpp"
#include "sign/xml_survey.hpp"
#include "sign/xml_tree.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const review::ByteView bytes(data, size);
    review::verify_document(bytes, {});
    const auto seen = review::survey_xml(bytes);
    if (seen.state != review::XmlSurvey::State::read) return 0;
    const review::XmlTree tree(bytes);
    if (seen.signatures == 0 && tree.state() == review::XmlTree::State::read) {
        const auto canonical = tree.canonical();  // empty where libxml2 refuses
        if (seen.absolute == canonical.empty() || (seen.absolute && review::sha256(canonical) != seen.digest)) std::abort();
    }
    if (!seen.comments) review::append_to_root(bytes, seen.encoding, "<s></s>");
    return 0;
}
