#include "release/bundle/in_toto_files.hpp"

#include <set>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"

namespace review {
namespace {

RsaPadding padding_of(InTotoSigner signer) { return signer == InTotoSigner::layout ? RsaPadding::pss : RsaPadding::pkcs1; }

InTotoLink link_of(const Approval& approval) {
    return {std::string(approve_step), approval.file_name, approval.candidate, approval.candidate, "approval", sha256(as_bytes(approval_json(approval)))};
}

InTotoLink link_of(const ReleaseStatement& release) {
    return {std::string(release_step), release.file_name, release.candidate, release.published, "release", sha256(as_bytes(release_statement_json(release)))};
}

// in-toto knows nothing of certificates: its layout ends where the office's ends.
InTotoLayout layout_of(const ReadApprovals& read, const ReleaseStatement& release) {
    InTotoLayout layout;
    layout.file_name = release.file_name;
    layout.expires = utc_text(facts_of(release.certificate).not_after);
    for (const auto& one : read.approvals) layout.officers.push_back(require_in_toto_key(one.approval.certificate, InTotoSigner::link));
    layout.office = require_in_toto_key(release.certificate, InTotoSigner::layout);
    return layout;
}

template <typename What>
std::string signed_file(const What& what, const SigningKey& key, InTotoSigner signer) {
    const auto id = require_in_toto_key(certificate_of(key), signer).id();
    return in_toto_file(what, {id, sign_detached(key, as_bytes(in_toto_payload(what)), padding_of(signer))});
}

// The file is what follows, byte for byte, and the certificate's key signed it.
template <typename What>
bool holds(const What& what, ByteView file, ByteView certificate, InTotoSigner signer) {
    const auto signature = in_toto_signature(as_text(file));
    return signature.key_id == require_in_toto_key(certificate, signer).id() && in_toto_file(what, signature) == as_text(file) &&
           signature_fits(certificate, as_bytes(in_toto_payload(what)), signature.value, padding_of(signer));
}

std::string release_link_name(const ReleaseStatement& release) {
    return bundle::in_toto + in_toto_link_name(release_step, require_in_toto_key(release.certificate, InTotoSigner::layout).id());
}

Bytes bytes_of_text(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace

InTotoKey require_in_toto_key(ByteView certificate, InTotoSigner signer) {
    const auto algorithm = facts_of(certificate).algorithm;
    auto key = in_toto_key(algorithm, public_key_pem(certificate), signer);
    if (!key) throw Error(Errc::unapproved, say(Msg::bundle_no_in_toto_key, {algorithm}));
    return std::move(*key);
}

std::string signed_link(const Approval& approval, const SigningKey& key) { return signed_file(link_of(approval), key, InTotoSigner::link); }

std::string link_name_of(ByteView certificate) { return in_toto_link_name(approve_step, require_in_toto_key(certificate, InTotoSigner::link).id()); }

BundleFiles in_toto_files(const std::string& folder, const ReadApprovals& read, const ReleaseStatement& release, const SigningKey& office) {
    BundleFiles files;
    for (const auto& one : read.approvals) {
        const auto name = link_name_of(one.approval.certificate);
        const bool there = bundle_has(folder, bundle::links + name);
        Bytes link = there ? read_bundle_file(folder, bundle::links + name) : Bytes{};
        if (!there || !holds(link_of(one.approval), link, one.approval.certificate, InTotoSigner::link)) {
            throw Error(Errc::unapproved, say(Msg::bundle_no_link, {one.approval.person}));
        }
        files[bundle::in_toto + name] = std::move(link);
    }
    files[release_link_name(release)] = bytes_of_text(signed_file(link_of(release), office, InTotoSigner::layout));
    files[bundle::layout] = bytes_of_text(signed_file(layout_of(read, release), office, InTotoSigner::layout));
    return files;
}

std::string why_no_in_toto(const BundleFiles& files, bool asked, const ReadApprovals& read, const ReleaseStatement& release) {
    std::set<std::string> known;
    try {
        const auto look = [&](const std::string& name, const auto& what, ByteView certificate, InTotoSigner signer) {
            const auto file = files.find(name);
            if (file == files.end()) throw Error(Errc::unverified, say(Msg::bundle_no_file, {name}));
            if (!known.insert(name).second || !holds(what, file->second, certificate, signer)) throw Error(Errc::unverified, say(Msg::bundle_in_toto_other, {name}));
        };
        if (asked) {
            look(bundle::layout, layout_of(read, release), release.certificate, InTotoSigner::layout);
            look(release_link_name(release), link_of(release), release.certificate, InTotoSigner::layout);
            for (const auto& one : read.approvals) look(bundle::in_toto + link_name_of(one.approval.certificate), link_of(one.approval), one.approval.certificate, InTotoSigner::link);
        }
    } catch (const Error& error) {
        return error.what();
    }
    for (const auto& [name, bytes] : files) {
        if (name.starts_with(bundle::in_toto) && !known.contains(name)) return say(Msg::bundle_extra_file, {name});
    }
    return {};
}

}  // namespace review
