#pragma once

#include <ctime>
#include <span>
#include <string>
#include <vector>

#include "sign/certificate.hpp"
#include "sign/revocation_list.hpp"

namespace review {

// A moment of which a verified time stamp is the proof, and the one at which somebody asks.
struct ProvenTime {
    std::time_t at;
    std::time_t today;
};

// What the lists a reader brings say of one certificate whose signature existed at a proven time (RFC 5280, 5.3; ETSI EN 319 102-1,
// 5.6.2). A later list tells of an earlier time as well. Sentences are for people; empty: nothing of the kind.
struct RevocationWord {
    bool heard = false;    // a list of the issuer counts for that time
    bool current = false;  // and one that counts is of today
    bool silent = true;    // no list of the issuer came along at all
    std::string fault;     // why none was heard
    std::string refusal;   // it was revoked, and that reaches back to the proven time
    std::string later;     // it was revoked, but after the proven time and for a reason that does not reach back
};

// `chain` begins with the certificate and ends with a root. With `witness` the certificate is the one whose word the proven time is:
// nothing excuses that one.
RevocationWord word_of_lists(std::span<const Certificate> chain, const std::vector<RevocationList>& lists, const ProvenTime& time, bool witness = false);

// The same of every certificate on a chain but its root: refusal is the first there is. The first certificate's issuer must have a
// list (heard); those above are asked where theirs came along.
RevocationWord word_on_chain(std::span<const Certificate> chain, const std::vector<RevocationList>& lists, const ProvenTime& time, bool witness = false);

}  // namespace review
