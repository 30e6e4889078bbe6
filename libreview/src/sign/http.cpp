#include "sign/http.hpp"

#include <openssl/err.h>
#include <openssl/http.h>

#include <review/error.hpp>

#include "base/messages/stamp.hpp"
#include "sign/openssl_handles.hpp"

namespace review {
namespace {

using Text = Owned<char, [](char* text) { OPENSSL_free(text); }>;

struct Address {
    std::string host, port, path;
};

Address address_of(const std::string& url) {
    char *host = nullptr, *port = nullptr, *path = nullptr;
    int secure = 0;
    const bool read = url.starts_with("http://") && url.find_first_of("\r\n \t") == url.npos &&
                      OSSL_HTTP_parse_url(url.c_str(), &secure, nullptr, &host, &port, nullptr, &path, nullptr, nullptr) == 1;
    const Text owners[] = {Text(host), Text(port), Text(path)};
    ERR_clear_error();
    if (!read || secure != 0 || *host == 0) throw Error(Errc::bad_config, say(Msg::stamp_url, {url}));
    return {host, port, path};
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

Bytes transfer(const std::string& url, const char* content_type, const char* expected_type, BIO* body,
               const NetworkLimits& limits) {
    const Address to = address_of(url);
    ERR_clear_error();
    Bio answer(OSSL_HTTP_transfer(nullptr, to.host.c_str(), to.port.c_str(), to.path.c_str(), 0, nullptr, nullptr, nullptr,
                                  nullptr, nullptr, nullptr, 0, nullptr, content_type, body, expected_type, 1,
                                  limits.most_bytes, static_cast<int>(limits.seconds), 0));
    return answer_of(url, std::move(answer), limits.most_bytes);
}

}  // namespace

Bytes http_post(const std::string& url, const char* content_type, const char* expected_type, ByteView body,
                const NetworkLimits& limits) {
    const Bio request(BIO_new_mem_buf(body.data(), static_cast<int>(body.size())));
    return transfer(url, content_type, expected_type, request.get(), limits);
}

Bytes http_get(const std::string& url, const NetworkLimits& limits) {
    return transfer(url, nullptr, nullptr, nullptr, limits);
}

}  // namespace review
