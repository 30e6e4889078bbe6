#pragma once

#include <string>
#include <vector>

#include <review/signing.hpp>

namespace review {

// A signature beside a file, as systems of Chinese offices take them: SignedData of GB/T 35275-2017 (GM/T 0010), detached, by SM2 with SM3
// under the id 1234567812345678 over the authenticated attributes (docs/signing.md, "SM2 beside a file"). Not tried with any such system.

// Throws Errc::bad_key for a key that is not SM2, or whose certificate is not valid today or not for signatures.
Bytes sign_gm(ByteView content, const SigningKey& key);

// Accepts what sign_gm() makes and nothing else: "gm-signed-data", "signing-certificate", "gm-form", "signature-value", then the signer and
// chain as of today; by the lists, where there are some, "reader-lists". There is no time in it.
Verification verify_gm(ByteView signature, ByteView content, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths = {});

}  // namespace review
