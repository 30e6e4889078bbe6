#include "capi/plugin_signer.hpp"

#include <mutex>

#include <review/error.hpp>

#include "base/messages/plugins.hpp"

namespace review::capi {
namespace {

constexpr std::size_t most_signature = 4096;  // RSA of 32768 bits
constexpr std::size_t most_certificate = 65536, most_certificates = 16;

// Takes what a signer adds. Once that was too much or nothing, all of it is bad.
class AnswerOfSigner final : public review_signer_answer {
public:
    AnswerOfSigner(std::size_t most, std::size_t longest)
        : review_signer_answer{sizeof(review_signer_answer), add_one, complained}, most_(most), longest_(longest) {}
    bool bad() const { return bad_; }
    const std::string& complaint() const { return complaint_; }
    std::vector<Bytes> take() && { return std::move(added_); }

private:
    static int add_one(review_signer_answer* to, review_plugin_bytes bytes) noexcept {
        auto& self = *static_cast<AnswerOfSigner*>(to);
        try {
            const bool fits = bytes.bytes != nullptr && bytes.size > 0 && bytes.size <= self.longest_ && self.added_.size() < self.most_;
            if (fits) self.added_.emplace_back(bytes.bytes, bytes.bytes + bytes.size);
            else self.bad_ = true;
        } catch (...) {
            self.bad_ = true;
        }
        return self.bad_ ? -1 : 0;
    }
    static void complained(review_signer_answer* to, const char* sentence) noexcept try {
        if (sentence != nullptr) static_cast<AnswerOfSigner*>(to)->complaint_ = std::string(sentence).substr(0, 1000);
    } catch (...) {
    }

    std::size_t most_, longest_;
    std::vector<Bytes> added_;
    std::string complaint_;
    bool bad_ = false;
};

review_plugin_text text_for_plugin(std::string_view text) { return {text.data(), text.size()}; }
review_plugin_bytes bytes_for_plugin(ByteView bytes) { return {bytes.data(), bytes.size()}; }

// C++ code behind a C function may throw all the same.
template <typename Call>
bool went_well(Call call) {
    try {
        return call() == 0;
    } catch (...) {
        return false;
    }
}

class SignerOfPlugin final : public ForeignSigner {
public:
    SignerOfPlugin(const review_signer& given, std::string name, const Digest& digest) : given_(given), identity_{"signer", std::move(name), digest} {}
    PluginIdentity identity() const override { return identity_; }

    std::vector<Bytes> certificates(const std::string& key, const Sensitive& secret) const override {
        if (given_.certificates == nullptr) return {};
        const std::lock_guard lock(one_at_a_time_);
        AnswerOfSigner to(most_certificates, most_certificate);
        review_signer_question about{};
        about.size = sizeof about;
        about.key = text_for_plugin(key);
        about.secret = text_for_plugin(secret.reveal());
        if (!went_well([&] { return given_.certificates(given_.self, &about, &to); })) fail(to, Msg::plugin_no_certificates, Msg::plugin_no_certificates_why);
        if (to.bad()) throw Error(Errc::bad_key, say(Msg::plugin_bad_certificate, {identity_.name}));
        return std::move(to).take();
    }

    Bytes sign(const SignerQuestion& what) const override {
        const std::lock_guard lock(one_at_a_time_);
        AnswerOfSigner to(1, most_signature);
        const review_signer_question question{sizeof question, text_for_plugin(what.key), text_for_plugin(what.secret.reveal()), text_for_plugin(what.scheme),
                                              bytes_for_plugin(what.certificate), bytes_for_plugin(what.message), bytes_for_plugin(what.digest)};
        if (!went_well([&] { return given_.sign(given_.self, &question, &to); }) && !to.bad()) fail(to, Msg::plugin_not_signed, Msg::plugin_not_signed_why);
        const bool bad = to.bad();
        auto signatures = std::move(to).take();
        if (bad || signatures.empty()) throw Error(Errc::bad_key, say(Msg::plugin_bad_signature, {identity_.name, std::to_string(most_signature)}));
        return std::move(signatures.front());
    }

private:
    [[noreturn]] void fail(const AnswerOfSigner& told, const Message& plain, const Message& because) const {
        if (told.complaint().empty()) throw Error(Errc::bad_key, say(plain, {identity_.name}));
        throw Error(Errc::bad_key, say(because, {identity_.name, told.complaint()}));
    }

    review_signer given_;
    PluginIdentity identity_;
    mutable std::mutex one_at_a_time_;
};

}  // namespace

std::shared_ptr<const ForeignSigner> foreign_signer(const review_signer& given, std::string name, const Digest& digest) {
    return std::make_shared<SignerOfPlugin>(given, std::move(name), digest);
}

}  // namespace review::capi
