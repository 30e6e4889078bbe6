#pragma once

#include <review/signing.hpp>

#include "support/time_stamp_server.hpp"

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
