#include "base/messages/sign.hpp"
#include "sign/cms.hpp"
#include "sign/cms_form.hpp"

namespace review {

Bytes sign_cms(const SigningKey::Impl& key, const Digest& content) {
    const Cms cms = unsigned_cms(key.certificate.get(), key.public_key(), key.chain, content);
    if (!cms) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    // CMS_final() would add the signing-time that PAdES forbids, so the attributes are signed here.
    set_signature(cms.get(), key.sign(signed_attributes(only_signer(cms.get()))));
    return der_of(cms.get());
}

}  // namespace review
