#include "base/messages/sign.hpp"
#include "sign/cms.hpp"
#include "sign/cms_form.hpp"

namespace review {

Bytes sign_cms(const SigningKey::Impl& key, const Digest& content, const Stamp& stamp) {
    const Cms cms = unsigned_cms(key.certificate.get(), key.public_key(), key.chain, content);
    if (!cms) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    // CMS_final() would add the signing-time that PAdES forbids, so the attributes are signed here.
    set_signature(cms.get(), key.sign(signed_attributes(only_signer(cms.get()))));
    if (stamp) set_time_stamp(cms.get(), stamp(signature_digest(cms.get())));
    return der_of(cms.get());
}

}  // namespace review
