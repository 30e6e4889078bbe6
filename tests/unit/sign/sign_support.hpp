#pragma once

#include <review/signing.hpp>

#include <string>

#include "support/test_pki.hpp"

// The signers of the test authority and small documents to sign.
review::SigningKey signer(const std::string& name);
// fixtures/demo-pki.sh with everything it can make.
const support::TempFolder& officers_pki();
review::Bytes sample_pdf();       // one page, one revision, uncompressed
review::Bytes signed_pdf(const std::string& name = "p256");
review::Bytes signed_xml(std::string_view xml, const std::string& name = "p256");
std::vector<std::string> roots();

bool valid(review::ByteView document);
// The name of the first check that failed; empty where the file is valid.
std::string refused_by(review::ByteView document);
std::string text_of(const review::Bytes& bytes);
review::Bytes bytes_of(std::string_view text);
// `text` with the first `from` become `to`; fails where there is none.
std::string with(std::string text, std::string_view from, std::string_view to);
