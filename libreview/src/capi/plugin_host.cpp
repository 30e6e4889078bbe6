#include "capi/plugin_host.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include <review/error.hpp>
#include <review/plugin.h>

#include "base/foreign_code.hpp"
#include "base/messages/plugins.hpp"
#include "base/utf8_scan.hpp"
#include "capi/plugin_pieces.hpp"
#include "capi/plugin_signer.hpp"

namespace review::capi {
namespace {

constexpr int refused = -1;

[[noreturn]] void could_not(const std::string& name) { throw Error(Errc::unsupported, say(Msg::plugin_could_not, {name})); }

// Calls into foreign code. C++ code behind a C function may throw all the same.
template <typename Call>
int answer_of(const std::string& name, std::uint32_t number, Call call) {
    const ForeignCodeAtWork at_work(number);
    try {
        return call();
    } catch (...) {
        could_not(name);
    }
}

std::string checked_name(const char* name) {
    const std::string text = name == nullptr ? "" : name;
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return text.size() <= 64 && std::all_of(text.begin(), text.end(), fits) ? text : "";
}

class ForeignVerifier final : public ValueVerifier {
public:
    ForeignVerifier(const review_verifier& given, std::string name, const Digest& digest) : given_(given), name_(std::move(name)), digest_(digest) {}
    PluginIdentity identity() const override { return {"verifier", name_, digest_}; }
    std::string name() const override { return name_; }
    bool accepts(std::string_view value) const override {
        const int said = answer_of(name_, number_, [&] { return given_.accepts(given_.self, {value.data(), value.size()}); });
        if (said != 0 && said != 1) could_not(name_);
        return said == 1;
    }

private:
    review_verifier given_;
    std::string name_;
    Digest digest_;
    std::uint32_t number_ = number_foreign_code(name_);
};

class ForeignDetector final : public Detector {
public:
    ForeignDetector(const review_detector& given, std::string name, const Digest& digest) : given_(given), name_(std::move(name)), digest_(digest) {}
    PluginIdentity identity() const override { return {"detector", name_, digest_}; }
    std::string id() const override { return name_; }
    std::vector<Detection> detect(std::string_view text) const override {
        FoundByPlugin to(text.size());
        if (answer_of(name_, number_, [&] { return given_.detect(given_.self, {text.data(), text.size()}, &to); }) != 0 || to.bad()) could_not(name_);
        return std::move(to).take();
    }

private:
    review_detector given_;
    std::string name_;
    Digest digest_;
    std::uint32_t number_ = number_foreign_code(name_);
};

class ForeignReader final : public PictureReader {
public:
    ForeignReader(const review_picture_reader& given, std::string name, const Digest& digest) : given_(given), name_(std::move(name)), digest_(digest) {}
    PluginIdentity identity() const override { return {"picture-reader", name_, digest_}; }
    std::vector<RecognisedPiece> read(const GreyPicture& picture) const override {
        constexpr std::uint32_t seconds = 300;
        const std::lock_guard lock(one_at_a_time_);
        const auto digest = sha256(picture.samples);
        if (const auto known = read_before_.find(digest); known != read_before_.end() && known->second.first == picture.width) return known->second.second;
        PiecesOfPlugin to(picture);
        const review_picture page{sizeof(review_picture), picture.width, picture.height, picture.dots_per_inch, seconds, picture.width, picture.samples.data()};
        if (answer_of(name_, number_, [&] { return given_.read(given_.self, &page, &to); }) != 0 || to.bad()) could_not(name_);
        auto pieces = std::move(to).take();
        if (read_before_.size() >= most_remembered) read_before_.clear();
        read_before_[digest] = {picture.width, pieces};
        return pieces;
    }

private:
    // A page of the output that lost nothing looks as it did in the draft.
    static constexpr std::size_t most_remembered = 256;
    review_picture_reader given_;
    std::string name_;
    Digest digest_;
    std::uint32_t number_ = number_foreign_code(name_);
    mutable std::mutex one_at_a_time_;
    mutable std::map<Digest, std::pair<std::uint32_t, std::vector<RecognisedPiece>>> read_before_;  // by samples; their width
};

class Host final : public review_host {
public:
    Host(const Digest& digest, Plugins& plugins)
        : review_host{sizeof(review_host), REVIEW_PLUGIN_VERSION, said_hello, new_verifier, new_detector, new_reader, complained, new_signer},
          digest_(digest), plugins_(plugins) {}

    bool greeted = false;
    std::uint32_t wanted = 0;
    std::string complaint;

private:
    static Host& of(review_host* host) { return *static_cast<Host*>(host); }

    static int said_hello(review_host* host, std::uint32_t version) noexcept {
        of(host).wanted = version;
        of(host).greeted = version == REVIEW_PLUGIN_VERSION;
        return of(host).greeted ? 0 : refused;
    }
    static void complained(review_host* host, const char* sentence) noexcept try {
        if (sentence != nullptr) of(host).complaint = std::string(sentence).substr(0, 1000);
    } catch (...) {
    }
    // `Given` is what this host was built with; a smaller one is of no version that ever was.
    template <typename Foreign, typename Given, typename List>
    static int keep(review_host* host, const Given* given, bool callable, std::string name, List& list) {
        auto& self = of(host);
        if (!self.greeted || !callable || name.empty()) return refused;
        list.push_back(std::make_shared<Foreign>(*given, std::move(name), self.digest_));
        return 0;
    }
    static int new_verifier(review_host* host, const review_verifier* given) noexcept try {
        const bool whole = given != nullptr && given->size >= sizeof *given;
        return keep<ForeignVerifier>(host, given, whole && given->accepts != nullptr, whole ? checked_name(given->name) : "", of(host).plugins_.verifiers);
    } catch (...) {
        return refused;
    }
    static int new_detector(review_host* host, const review_detector* given) noexcept try {
        const bool whole = given != nullptr && given->size >= sizeof *given;
        return keep<ForeignDetector>(host, given, whole && given->detect != nullptr, whole ? checked_name(given->name) : "", of(host).plugins_.detectors);
    } catch (...) {
        return refused;
    }
    static int new_reader(review_host* host, const review_picture_reader* given) noexcept try {
        const bool whole = given != nullptr && given->size >= sizeof *given && given->name != nullptr;
        const std::string name = whole ? std::string(given->name).substr(0, 200) : "";
        return keep<ForeignReader>(host, given, whole && given->read != nullptr, first_not_utf8(as_bytes(name)) ? "" : name, of(host).plugins_.readers);
    } catch (...) {
        return refused;
    }

    // One: nothing in `--key` could say which of two.
    static int new_signer(review_host* host, const review_signer* given) noexcept try {
        auto& self = of(host);
        const bool whole = given != nullptr && given->size >= sizeof *given && given->sign != nullptr;
        const auto name = whole ? checked_name(given->name) : "";
        if (!self.greeted || name.empty() || self.has_signer_) return refused;
        self.plugins_.signers.push_back(foreign_signer(*given, name, self.digest_));
        self.has_signer_ = true;
        return 0;
    } catch (...) {
        return refused;
    }

    Digest digest_;
    Plugins& plugins_;
    bool has_signer_ = false;
};

}  // namespace

void ask_plugin(int (*init)(review_host*), const std::string& path, const Digest& digest, Plugins& plugins) {
    Host host(digest, plugins);
    int said = refused;
    try {
        said = init(&host);
    } catch (...) {
        said = refused;
    }
    if (!host.greeted && host.wanted != 0) {
        throw Error(Errc::bad_config, say(Msg::plugin_other_version, {path, std::to_string(host.wanted), std::to_string(REVIEW_PLUGIN_VERSION)}));
    }
    if (said != 0 || !host.greeted) {
        throw Error(Errc::bad_config, say(Msg::plugin_refuses, {path, host.complaint.empty() ? std::to_string(said) : host.complaint}));
    }
}

}  // namespace review::capi
