#include "scan/person_in_sentence.hpp"
#include "scan/verifier.hpp"

namespace review {

// PIPL 28: what an attribute says is sensitive where the same sentence or row says of whom. Statutes are full of the words.
std::optional<Verdict> verify_sensitive_attribute(const Candidate& candidate) {
    const char* person = candidate.beside_name ? "person" : person_in_sentence(candidate.text(), candidate.begin, candidate.end);
    if (!person) return {};
    return Verdict{candidate.begin, candidate.end, Likelihood::likely, {person}, {}};
}

}  // namespace review
