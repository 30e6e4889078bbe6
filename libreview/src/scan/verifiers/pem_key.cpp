#include <algorithm>

#include "scan/verifier.hpp"

namespace review {
namespace {

constexpr std::size_t longest_header = 80, longest_key = 16384;

}  // namespace

// RFC 7468: from the BEGIN line to the END line; without one, the BEGIN line.
std::optional<Verdict> verify_pem_key(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    const std::size_t begin = text.rfind("-----BEGIN ", candidate.end);
    if (begin == text.npos || candidate.end - begin > longest_header) return {};
    Verdict verdict{begin, candidate.end, Likelihood::certain, {"pem-header"}, {}};
    const std::string_view rest = text.substr(candidate.end, longest_key);
    const auto last = rest.find("-----END ");
    const auto close = last == rest.npos ? last : rest.find("-----", last + 9);
    if (close != rest.npos) {
        verdict.end = candidate.end + close + 5;
        verdict.evidence.push_back("pem-body");
    }
    return verdict;
}

}  // namespace review
