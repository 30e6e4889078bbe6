#include "sign/token.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/messages/sign.hpp"
#include "sign/token_modules.hpp"
#include "sign/token_uri.hpp"

namespace review {
namespace {

constexpr CK_ULONG most_objects = 256;

struct Place {
    CK_FUNCTION_LIST* module = nullptr;
    CK_SLOT_ID slot = 0;
    CK_TOKEN_INFO token{};
};

void look_into(const TokenUri& uri, CK_FUNCTION_LIST* module, std::vector<Place>& found) {
    CK_INFO about{};
    if (module->C_GetInfo(&about) != CKR_OK || !uri.fits(about)) return;
    std::array<CK_SLOT_ID, 256> slots{};
    CK_ULONG count = slots.size();
    if (module->C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) return;
    for (CK_ULONG i = 0; i < count; ++i) {
        Place place{module, slots[i], {}};
        CK_SLOT_INFO slot{};
        if (module->C_GetSlotInfo(place.slot, &slot) != CKR_OK || !uri.fits(place.slot, slot)) continue;
        if (module->C_GetTokenInfo(place.slot, &place.token) != CKR_OK || !uri.fits(place.token)) continue;
        if (place.token.flags & CKF_TOKEN_INITIALIZED) found.push_back(place);
    }
}

Place only_place(const TokenUri& uri, const TokenModules& modules) {
    std::vector<Place> found;
    for (auto* module : modules.all()) look_into(uri, module, found);
    if (found.empty()) throw Error(Errc::bad_key, say(Msg::sign_token_absent, {uri.text()}));
    if (found.size() > 1) throw Error(Errc::bad_key, say(Msg::sign_token_several, {uri.text()}));
    return found.front();
}

[[noreturn]] void refuse_login(const std::string& uri, CK_RV why) {
    switch (why) {
        case CKR_PIN_INCORRECT:
        case CKR_PIN_INVALID:
        case CKR_PIN_LEN_RANGE: throw Error(Errc::bad_key, say(Msg::sign_pin_wrong, {uri}));
        case CKR_PIN_LOCKED: throw Error(Errc::bad_key, say(Msg::sign_pin_locked, {uri}));
        case CKR_PIN_EXPIRED: throw Error(Errc::bad_key, say(Msg::sign_pin_expired, {uri}));
        default: throw Error(Errc::bad_key, say(Msg::sign_token_failed, {uri, p11_kit_strerror(why)}));
    }
}

}  // namespace

struct Token::Impl {
    explicit Impl(const std::string& text) : uri(text), modules(uri.module_path()), place(only_place(uri, modules)) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (open) place.module->C_CloseSession(session);
    }

    void must(CK_RV result) const {
        if (result != CKR_OK) throw Error(Errc::bad_key, say(Msg::sign_token_failed, {uri.text(), p11_kit_strerror(result)}));
    }

    // Once: a token counts wrong PINs and locks itself.
    CK_RV login(CK_USER_TYPE who) const {
        if (place.token.flags & CKF_PROTECTED_AUTHENTICATION_PATH) return place.module->C_Login(session, who, nullptr, 0);
        if (pin.empty()) throw Error(Errc::bad_key, say(Msg::sign_pin_needed, {uri.text()}));
        auto* digits = reinterpret_cast<CK_UTF8CHAR*>(const_cast<char*>(pin.reveal().data()));
        return place.module->C_Login(session, who, digits, pin.reveal().size());
    }

    std::vector<CK_OBJECT_HANDLE> find(std::vector<CK_ATTRIBUTE> wanted) const {
        must(place.module->C_FindObjectsInit(session, wanted.data(), wanted.size()));
        std::vector<CK_OBJECT_HANDLE> found(most_objects);
        CK_ULONG count = 0;
        const CK_RV result = place.module->C_FindObjects(session, found.data(), found.size(), &count);
        place.module->C_FindObjectsFinal(session);
        must(result);
        found.resize(count);
        return found;
    }

    CK_OBJECT_HANDLE only_key(CK_OBJECT_CLASS kind, const Message& none, const Message& several) const {
        auto wanted = uri.key();
        wanted.push_back({CKA_CLASS, &kind, sizeof kind});
        const auto found = find(std::move(wanted));
        if (found.empty()) throw Error(Errc::bad_key, say(none, {uri.text()}));
        if (found.size() > 1) throw Error(Errc::bad_key, say(several, {uri.text()}));
        return found.front();
    }

    TokenUri uri;
    Sensitive pin;
    TokenModules modules;
    Place place;
    CK_SESSION_HANDLE session = 0;
    bool open = false;
};

Token::Token(const std::string& uri, const Sensitive& pin) : impl_(std::make_unique<Impl>(uri)) {
    impl_->pin = impl_->uri.pin(pin);
    const Place& place = impl_->place;
    if (place.token.flags & CKF_USER_PIN_LOCKED) refuse_login(impl_->uri.text(), CKR_PIN_LOCKED);
    impl_->must(place.module->C_OpenSession(place.slot, CKF_SERIAL_SESSION, nullptr, nullptr, &impl_->session));
    impl_->open = true;
    if (!(place.token.flags & CKF_LOGIN_REQUIRED)) return;
    const CK_RV result = impl_->login(CKU_USER);
    if (result != CKR_OK && result != CKR_USER_ALREADY_LOGGED_IN) refuse_login(impl_->uri.text(), result);
}

Token::~Token() = default;

CK_OBJECT_HANDLE Token::private_key() const { return impl_->only_key(CKO_PRIVATE_KEY, Msg::sign_token_no_key, Msg::sign_token_keys); }
CK_OBJECT_HANDLE Token::secret_key() const { return impl_->only_key(CKO_SECRET_KEY, Msg::sign_token_no_secret, Msg::sign_token_secrets); }

std::vector<CK_OBJECT_HANDLE> Token::objects(CK_OBJECT_CLASS kind) const {
    return impl_->find({{CKA_CLASS, &kind, sizeof kind}});
}

Bytes Token::attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
    CK_ATTRIBUTE asked{type, nullptr, 0};
    auto* module = impl_->place.module;
    if (module->C_GetAttributeValue(impl_->session, object, &asked, 1) != CKR_OK) return {};
    if (asked.ulValueLen == CK_UNAVAILABLE_INFORMATION || asked.ulValueLen > 65536) return {};
    Bytes value(asked.ulValueLen);
    asked.pValue = value.data();
    if (module->C_GetAttributeValue(impl_->session, object, &asked, 1) != CKR_OK) return {};
    value.resize(std::min<std::size_t>(value.size(), asked.ulValueLen));
    return value;
}

Bytes Token::sign(CK_OBJECT_HANDLE key, CK_MECHANISM mechanism, ByteView data) const {
    auto* module = impl_->place.module;
    impl_->must(module->C_SignInit(impl_->session, &mechanism, key));
    // Keys of qualified signatures ask for the PIN each time (PKCS #11, CKA_ALWAYS_AUTHENTICATE).
    const Bytes always = attribute(key, CKA_ALWAYS_AUTHENTICATE);
    if (!always.empty() && always.front() == CK_TRUE) {
        if (const CK_RV result = impl_->login(CKU_CONTEXT_SPECIFIC); result != CKR_OK) refuse_login(impl_->uri.text(), result);
    }
    Bytes signature(4096);
    CK_ULONG size = signature.size();
    auto* bytes = const_cast<CK_BYTE*>(data.data());
    impl_->must(module->C_Sign(impl_->session, bytes, data.size(), signature.data(), &size));
    signature.resize(size);
    return signature;
}

}  // namespace review
