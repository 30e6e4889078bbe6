#pragma once

#include <ctime>

#include <review/signature_slot.hpp>
#include <review/signing.hpp>

#include "sign/cms.hpp"

#include "support/test_pki.hpp"
#include "support/time_stamp_server.hpp"
#include "unit/sign/sign_support.hpp"

// The time-stamp authority of the test authority, made at first use: authority() / "tsa" is its address.
const support::TimeStampServer& authority();

// A revocation list of "root" or "intermediate" over these certificates, in the folder of the test authority; valid
// from now for so many days; below nought: of 2020.
std::string list_of(const std::string& issuer, const std::vector<std::string>& revoked = {}, int days = 30);

// A certificate (.pem, .key) of the intermediate authority with these lines of extensions.
void certify(const std::string& name, const std::string& extensions);

// Level t or lt by authority(), with lists of both authorities that revoke nobody.
review::SignOptions stamped(review::SealLevel level);

// The token in a CMS or an XML signature of ours, and the CMS of a PDF.
review::Bytes cms_of(const std::string& pdf);
std::string with_cms(std::string pdf, const review::Bytes& cms);

constexpr int no_reason = -1;

// An entry of a revocation list.
struct ListedCertificate {
    std::string who;
    std::time_t revoked;  // seconds from now
    int reason;
    std::time_t invalid = 0;  // invalidityDate, likewise; 0: none
};

struct ListDates {
    std::time_t from = -3600, until = 30 * 24 * 3600;  // seconds from now
    std::string key{};                                 // another's; empty: the issuer's
};

// A list of an authority whose files are in that folder, with these entries and dates.
std::string list_saying(const std::vector<ListedCertificate>& listed, const ListDates& dates = {}, const std::string& issuer = "intermediate",
                        const std::string& folder = support::test_pki().folder());

// What authority() says of a digest; and what an authority of that folder would say at another time, with NAME-chain.pem.
review::Bytes honest_stamp(const review::Digest& digest);
review::Bytes stamp_at(const review::Digest& digest, std::time_t when, const std::string& folder = support::test_pki().folder(), const std::string& name = "tsa");

// A file with any validation data and time stamp, whoever would refuse to gather them.
review::Bytes made_with(const review::ValidationBytes& validation, const review::Stamp& stamp = honest_stamp, const review::SigningKey& key = signer("p256"));
// The archive revision as anybody could make it, likewise.
review::Bytes archived_with(const review::Bytes& sealed, const review::Stamp& stamp, const review::ValidationBytes& added = {});

review::Bytes der_of_file(const std::string& path, const char* kind);  // "crl", "x509"
