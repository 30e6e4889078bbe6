#include "sign/token_uri.hpp"

#include <cstdlib>

#include <review/error.hpp>

#include "base/messages/sign.hpp"
#include "sign/key_file.hpp"

namespace review {

TokenUri::TokenUri(const std::string& text) : text_(text.substr(0, text.find('?'))), uri_(p11_kit_uri_new()) {
    const bool read = uri_ && p11_kit_uri_parse(text.c_str(), P11_KIT_URI_FOR_ANY, uri_.get()) == P11_KIT_URI_OK;
    if (read && p11_kit_uri_get_pin_value(uri_.get())) throw Error(Errc::bad_key, say(Msg::sign_pin_in_uri));
    // RFC 7512, 2.3: an attribute that is not known fits nothing.
    if (!read || p11_kit_uri_any_unrecognized(uri_.get())) throw Error(Errc::bad_key, say(Msg::sign_token_uri, {text_}));
}

std::string TokenUri::module_path() const {
    if (const char* path = p11_kit_uri_get_module_path(uri_.get())) return path;
    const char* path = std::getenv("REVIEW_PKCS11_MODULE");
    return path ? path : "";
}

Sensitive TokenUri::pin(const Sensitive& given) const {
    const char* source = p11_kit_uri_get_pin_source(uri_.get());
    if (!source || !given.empty()) return given.copy();
    std::string path = source;
    if (path.starts_with("file:")) path.erase(0, 5);
    if (path.starts_with("//")) path.erase(0, 2);
    if (!path.starts_with('/')) throw Error(Errc::bad_key, say(Msg::sign_pin_source, {source}));
    const Bio file = open_key_file(path);
    const auto text = as_text(left_in(file));
    return Sensitive(text.substr(0, text.find_first_of("\r\n")));
}

bool TokenUri::fits(const CK_INFO& module) const { return p11_kit_uri_match_module_info(uri_.get(), &module) == 1; }

bool TokenUri::fits(CK_SLOT_ID slot, const CK_SLOT_INFO& info) const {
    const CK_SLOT_ID asked = p11_kit_uri_get_slot_id(uri_.get());
    return (asked == static_cast<CK_SLOT_ID>(-1) || asked == slot) && p11_kit_uri_match_slot_info(uri_.get(), &info) == 1;
}

bool TokenUri::fits(const CK_TOKEN_INFO& token) const { return p11_kit_uri_match_token_info(uri_.get(), &token) == 1; }

std::vector<CK_ATTRIBUTE> TokenUri::key() const {
    std::vector<CK_ATTRIBUTE> found;
    for (const CK_ATTRIBUTE_TYPE type : {CKA_ID, CKA_LABEL}) {
        if (const auto* attribute = p11_kit_uri_get_attribute(uri_.get(), type)) found.push_back(*attribute);
    }
    return found;
}

}  // namespace review
