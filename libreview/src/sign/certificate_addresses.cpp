#include "sign/certificate_addresses.hpp"

#include <openssl/x509v3.h>

namespace review {
namespace {

void add(std::vector<std::string>& addresses, const GENERAL_NAME* name) {
    if (name->type != GEN_URI) return;
    const auto* text = name->d.uniformResourceIdentifier;
    std::string address(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), static_cast<std::size_t>(ASN1_STRING_length(text)));
    if (address.starts_with("http://")) addresses.push_back(std::move(address));
}

std::vector<std::string> access_addresses(X509* certificate, int method) {
    std::vector<std::string> addresses;
    const Owned<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free> all(
        static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(all.get()); ++i) {
        const ACCESS_DESCRIPTION* one = sk_ACCESS_DESCRIPTION_value(all.get(), i);
        if (OBJ_obj2nid(one->method) == method) add(addresses, one->location);
    }
    return addresses;
}

}  // namespace

std::vector<std::string> list_addresses(X509* certificate) {
    std::vector<std::string> addresses;
    const Owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free> points(
        static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
        if (!point->distpoint || point->distpoint->type != 0 || point->CRLissuer) continue;
        const auto* names = point->distpoint->name.fullname;
        for (int j = 0; j < sk_GENERAL_NAME_num(names); ++j) add(addresses, sk_GENERAL_NAME_value(names, j));
    }
    return addresses;
}

std::vector<std::string> responder_addresses(X509* certificate) { return access_addresses(certificate, NID_ad_OCSP); }
std::vector<std::string> issuer_addresses(X509* certificate) { return access_addresses(certificate, NID_ad_ca_issuers); }

}  // namespace review
