#include <openssl/err.h>
#include <openssl/rand.h>

#include <array>

#include "base/messages/stamp.hpp"
#include "sign/der.hpp"
#include "sign/http.hpp"
#include "sign/time_stamp_token.hpp"

namespace review {
namespace {

using Request = Owned<TS_REQ, TS_REQ_free>;
using Reply = Owned<TS_RESP, TS_RESP_free>;
using Integer = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;

[[noreturn]] void fault(std::string sentence) {
    ERR_clear_error();
    throw Error(Errc::unverified, sentence);
}

// 63 bits, so that it is a positive number of nine octets at most, which every authority takes.
Integer nonce() {
    std::array<unsigned char, 8> bytes{};
    Integer number(ASN1_INTEGER_new());
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw Error(Errc::io, say(Msg::stamp_no_reason));
    std::uint64_t value = 0;
    for (const auto byte : bytes) value = value << 8 | byte;
    ASN1_INTEGER_set_uint64(number.get(), value >> 1 | 1);
    return number;
}

Request request_for(const Digest& digest) {
    Request request(TS_REQ_new());
    const Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
    const Owned<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
    X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
    auto bytes = digest.bytes;
    TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
    TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size()));
    TS_REQ_set_version(request.get(), 1);
    TS_REQ_set_msg_imprint(request.get(), imprint.get());
    TS_REQ_set_nonce(request.get(), nonce().get());
    TS_REQ_set_cert_req(request.get(), 1);
    return request;
}

// The token in DER, whatever of BER the authority wrote around it.
Bytes token_in(ByteView reply) {
    const unsigned char* at = reply.data();
    const Reply read(d2i_TS_RESP(nullptr, &at, static_cast<long>(reply.size())));
    if (!read || at != reply.data() + reply.size()) fault(say(Msg::stamp_not_a_reply));
    const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(read.get())));
    if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) fault(say(Msg::stamp_refused, {std::to_string(status)}));
    if (!TS_RESP_get_token(read.get())) fault(say(Msg::stamp_not_a_reply));
    return written_der<PKCS7>(TS_RESP_get_token(read.get()), i2d_PKCS7);
}

}  // namespace

Bytes request_time_stamp(const std::string& url, const Digest& of, const TimeStampOptions& options) {
    const Request request = request_for(of);
    const Bytes reply = http_post(url, "application/timestamp-query", "application/timestamp-reply",
                                  written_der<TS_REQ>(request.get(), i2d_TS_REQ), {options.seconds, options.most_bytes}, options.tls_roots);
    Bytes token = token_in(reply);
    const TimeStampToken stamp = read_time_stamp(token);
    if (!stamps(stamp, of)) fault(say(Msg::stamp_digest));
    const ASN1_INTEGER* answered = TS_TST_INFO_get_nonce(stamp.info.get());
    if (!answered || ASN1_INTEGER_cmp(answered, TS_REQ_get_nonce(request.get())) != 0) fault(say(Msg::stamp_nonce));
    return token;
}

}  // namespace review
