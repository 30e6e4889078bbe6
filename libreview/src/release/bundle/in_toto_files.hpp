#pragma once

#include <string>

#include <review/in_toto.hpp>
#include <review/statement.hpp>

#include "release/bundle/bundle_folder.hpp"
#include "release/bundle/signatures.hpp"

namespace review {

// What others' in-toto-verify reads of a release (docs/in-toto.md): a link of each officer, one of the office, and the layout, which
// are there where the approval rules say `in_toto: true`, and follow from the signed statements but for their signatures.

// Throws Errc::unapproved where in-toto could not verify the key.
InTotoKey require_in_toto_key(ByteView certificate, InTotoSigner signer);

// An officer's second signature.
std::string signed_link(const Approval& approval, const SigningKey& key);
std::string link_name_of(ByteView certificate);  // "approve.0a1b2c3d.link"

// All files of in-toto/ for a release that is about to go out. `release` names the approvals. Throws Errc::unapproved where an
// officer's link is missing or is not about this approval.
BundleFiles in_toto_files(const std::string& folder, const ReadApprovals& read, const ReleaseStatement& release, const SigningKey& office);

// Empty where the files of in-toto/ are all there, are what follows from the statements, and bear the signatures they should; else
// one sentence. `asked`: the rules ask for them; else there must be none.
std::string why_no_in_toto(const BundleFiles& files, bool asked, const ReadApprovals& read, const ReleaseStatement& release);

}  // namespace review
