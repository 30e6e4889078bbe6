#pragma once

#include <review/signing.hpp>

namespace review {

// sign_document() in two steps, so that people can approve the very bytes that will be signed: a PDF
// is sealed in a gap of its own, an XML file by one more element; every other byte is known before.
//
// sign_document(d, key, o) is seal(prepare_seal(d, key, o), key, o), and
// unsealed(seal(p, key, o)) == p for every p that prepare_seal gave.

// PDF: the file with its signature dictionary, the digits of /Contents all zero (one revision; the room
// follows from the key's certificates, the claimed time from `options`). XML: the file as it will be but
// for the Signature element; an empty root <a/> has become <a></a>. Any other format: unchanged.
// Throws as sign_document() does where the file cannot be signed.
Bytes prepare_seal(ByteView document, const SigningKey& key, const SignOptions& options = {});

// Sets the signature and nothing else, and verifies it as sign_document() does. Any format but PDF and
// XML: unchanged. Throws Errc::refused where a PDF is not as prepare_seal() gave it, Errc::limit where
// the signature has not room enough: prepare with the key that seals.
Bytes seal(ByteView prepared, const SigningKey& key, const SignOptions& options = {});

// What prepare_seal() gave, byte for byte. Throws Errc::unverified where there is no seal by our rules,
// or one that does not fit the file; whom to trust is not asked here.
Bytes unsealed(ByteView sealed);

// The file as it was before archive time stamps came to it, where that is what follows; any other file whole. Whether they
// are good is not asked here.
ByteView without_archive(ByteView sealed);
// Whether the digest is of the file, or of it as it was before some of its archive time stamps came.
bool seal_was(ByteView sealed, const Digest& digest);

}  // namespace review
