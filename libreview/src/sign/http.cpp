#include "sign/http.hpp"

#include <openssl/err.h>
#include <openssl/http.h>

#include <optional>

#include <review/error.hpp>

#include "base/messages/stamp.hpp"
#include "sign/tls.hpp"

namespace review {
namespace {

using Text = Owned<char, [](char* text) { OPENSSL_free(text); }>;

struct Address {
    std::string host, port, path;
    bool secure = false;
};

Address address_of(const std::string& url) {
    char *host = nullptr, *port = nullptr, *path = nullptr;
    int secure = 0;
    const bool read = (url.starts_with("http://") || url.starts_with("https://")) && url.find_first_of("\r\n \t") == url.npos &&
                      OSSL_HTTP_parse_url(url.c_str(), &secure, nullptr, &host, &port, nullptr, &path, nullptr, nullptr) == 1;
    const Text owners[] = {Text(host), Text(port), Text(path)};
    ERR_clear_error();
    if (!read || *host == 0) throw Error(Errc::bad_config, say(Msg::stamp_url, {url}));
    return {host, port, path, secure != 0};
}

std::string reason() {
    const char* text = ERR_reason_error_string(ERR_peek_last_error());
    std::string why = text ? text : say(Msg::stamp_no_reason);
    ERR_clear_error();
    return why;
}

// Whole in memory, since the library reads to the end of one DER value before it gives it.
Bytes answer_of(const std::string& url, Bio answer, std::size_t most) {
    Bytes bytes;
    std::uint8_t buffer[4096];
    for (int got = 0; answer && (got = BIO_read(answer.get(), buffer, sizeof buffer)) > 0;) {
        bytes.insert(bytes.end(), buffer, buffer + got);
    }
    if (bytes.empty() || bytes.size() > most) throw Error(Errc::io, say(Msg::stamp_no_answer, {url, reason()}));
    ERR_clear_error();
    return bytes;
}

struct Secured {
    const Address& to;
    const NetworkLimits& limits;
    TlsClient client;
};

// OpenSSL asks for the connection to be wrapped, through the proxy where there is one, before it sends anything.
BIO* secure(BIO* connection, void* context, int connect, int detail) {
    auto& secured = *static_cast<Secured*>(context);
    if (connect == 0 || detail == 0) return connection;
    const bool proxy = OSSL_HTTP_adapt_proxy(nullptr, nullptr, secured.to.host.c_str(), 1) != nullptr;
    if (proxy && OSSL_HTTP_proxy_connect(connection, secured.to.host.c_str(), secured.to.port.c_str(), nullptr, nullptr,
                                         static_cast<int>(secured.limits.seconds), nullptr, nullptr) != 1) {
        return nullptr;
    }
    return secured.client.around(connection);
}

Bytes transfer(const std::string& url, const char* content_type, const char* expected_type, BIO* body,
               const NetworkLimits& limits, const std::string& roots) {
    const Address to = address_of(url);
    std::optional<Secured> secured;
    if (to.secure) secured.emplace(Secured{to, limits, TlsClient(to.host, roots)});
    ERR_clear_error();
    Bio answer(OSSL_HTTP_transfer(nullptr, to.host.c_str(), to.port.c_str(), to.path.c_str(), to.secure ? 1 : 0, nullptr, nullptr, nullptr,
                                  nullptr, secured ? secure : nullptr, secured ? &*secured : nullptr, 0, nullptr, content_type, body,
                                  expected_type, 1, limits.most_bytes, static_cast<int>(limits.seconds), 0));
    if (secured && !secured->client.fault().empty()) {
        ERR_clear_error();
        throw Error(Errc::unverified, say(Msg::stamp_tls, {url, secured->client.fault()}));
    }
    return answer_of(url, std::move(answer), limits.most_bytes);
}

}  // namespace

Bytes http_post(const std::string& url, const char* content_type, const char* expected_type, ByteView body,
                const NetworkLimits& limits, const std::string& roots) {
    const Bio request(BIO_new_mem_buf(body.data(), static_cast<int>(body.size())));
    return transfer(url, content_type, expected_type, request.get(), limits, roots);
}

Bytes http_get(const std::string& url, const NetworkLimits& limits) {
    return transfer(url, nullptr, nullptr, nullptr, limits, {});
}

}  // namespace review
