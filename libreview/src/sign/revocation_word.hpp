#pragma once

#include <span>
#include <string>
#include <vector>

#include "sign/certificate.hpp"
#include "sign/revocation_entry.hpp"
#include "sign/revocation_list.hpp"

namespace review {

// What the lists a reader brings say of one certificate whose signature existed at a proven time (ETSI EN 319 102-1, 5.6.2). A later
// list tells of an earlier time as well. Sentences are for people; empty: nothing of the kind.
struct RevocationWord {
    bool heard = false;    // a list of the issuer counts for that time
    bool current = false;  // and one that counts is of today
    bool silent = true;    // no list of the issuer came along at all
    std::string fault;     // why none was heard
    std::string refusal;   // it was revoked, and that reaches back to the proven time
    std::string later;     // it was revoked, but after the proven time and for a reason that does not reach back
};

// `chain` begins with the certificate and ends with a root.
RevocationWord word_of_lists(std::span<const Certificate> chain, const std::vector<RevocationList>& lists, const ProvenTime& time);

// The same of every certificate on a chain but its root: refusal is the first there is. The first certificate's issuer must have a
// list (heard); those above are asked where theirs came along.
RevocationWord word_on_chain(std::span<const Certificate> chain, const std::vector<RevocationList>& lists, const ProvenTime& time);

}  // namespace review
