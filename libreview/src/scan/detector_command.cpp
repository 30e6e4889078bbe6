#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include <review/detector.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/child_talk.hpp"
#include "base/messages/plugins.hpp"
#include "base/outside.hpp"
#include "base/utf8_scan.hpp"
#include "model/json/detector_answer.hpp"
#include "model/wire/detection.hpp"
#include "scan/detector_in_cage.hpp"

namespace review {
namespace {

// All there are, by their number.
std::vector<std::weak_ptr<const Detector>>& detector_programs() {
    static std::vector<std::weak_ptr<const Detector>> all;
    return all;
}

std::vector<Detection> detect_outside(std::uint32_t which, std::string_view text, const std::string& program) {
    const auto answer = outside()->ask_detector(which, text);
    if (answer.empty()) throw Error(Errc::unsupported, say(Msg::detector_ended, {program}));
    auto told = from_wire<ToldDetections>(answer);
    if (told.error) throw Error(told.error->code, told.error->what);
    return std::move(told.found);
}

// Bytes of one answer.
constexpr std::size_t most_answered = 16 << 20;

class DetectorCommand final : public Detector {
public:
    DetectorCommand(std::vector<std::string> words, std::uint32_t seconds) : words_(std::move(words)), seconds_(seconds) {
        const auto& path = words_.front();
        if (path.empty() || path.front() != '/' || access(path.c_str(), X_OK) != 0) throw Error(Errc::bad_config, say(Msg::detector_no_program, {path}));
        identity_.kind = "detector-command";
        for (const auto& word : words_) identity_.name += (identity_.name.empty() ? "" : " ") + word;
        program_.fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
        const auto bytes = load_draft(opened());
        identity_.digest = bytes.digest;
        is_script_ = as_text(bytes.bytes).starts_with("#!");
        id_ = name_of_file(path);
    }

    PluginIdentity identity() const override { return identity_; }
    std::string id() const override { return id_; }

    std::vector<Detection> detect(std::string_view text) const override {
        if (outside()) return detect_outside(number_, text, words_.front());
        const std::lock_guard lock(one_at_a_time_);
        // Whoever failed once may have missed anything since.
        if (failed_) throw Error(Errc::unsupported, say(Msg::detector_before, {words_.front()}));
        if (first_not_utf8(as_bytes(text))) throw Error(Errc::unsupported, say(Msg::detector_no_text, {words_.front()}));
        failed_ = true;
        const bool first = !talk_;
        if (first) start();
        std::string answer;
        const auto end = talk_->ask(detector_question(++asked_, text), answer, most_answered, seconds_);
        if (end != ChildTalk::End::line) {
            talk_.reset();
            throw_for(end);
        }
        if (first) must_be_as_named();
        auto found = detector_answer(answer, asked_, text);
        failed_ = false;
        return found;
    }

private:
    // "/opt/office/Find_Names.py" -> "find-names-py"
    static std::string name_of_file(const std::string& path) {
        std::string name = path.substr(path.rfind('/') + 1).substr(0, 64);
        for (char& c : name) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) c = '-';
        }
        return name;
    }

    [[noreturn]] void throw_for(ChildTalk::End end) const {
        if (end == ChildTalk::End::late) throw Error(Errc::unsupported, say(Msg::detector_late, {words_.front(), std::to_string(seconds_)}));
        if (end == ChildTalk::End::too_long) throw Error(Errc::unsupported, say(Msg::detector_long, {words_.front(), std::to_string(most_answered)}));
        throw Error(Errc::unsupported, say(Msg::detector_ended, {words_.front()}));
    }

    // What runs is what was digested. A file that runs cannot be written to, so that it is looked at again once it has answered.
    void start() const {
        if (is_script_) must_be_as_named();
        talk_ = std::make_unique<ChildTalk>(words_, is_script_ ? -1 : program_.fd);
    }
    void must_be_as_named() const {
        if (load_draft(is_script_ ? words_.front() : opened()).digest != identity_.digest) {
            throw Error(Errc::unsupported, say(Msg::detector_changed, {words_.front()}));
        }
    }
    std::string opened() const { return program_.fd < 0 ? words_.front() : "/proc/self/fd/" + std::to_string(program_.fd); }

    struct Opened {
        ~Opened() {
            if (fd >= 0) close(fd);
        }
        int fd = -1;
    };

    std::vector<std::string> words_;
    std::uint32_t seconds_;
    PluginIdentity identity_;
    std::string id_;
    std::uint32_t number_ = static_cast<std::uint32_t>(detector_programs().size());
    Opened program_;
    bool is_script_ = false;
    mutable std::mutex one_at_a_time_;
    mutable std::unique_ptr<ChildTalk> talk_;
    mutable std::uint32_t asked_ = 0;
    mutable bool failed_ = false;
};

}  // namespace

std::shared_ptr<const Detector> detector_command(const std::vector<std::string>& words, std::uint32_t seconds) {
    if (words.empty()) throw Error(Errc::bad_config, say(Msg::detector_no_program, {""}));
    auto made = std::make_shared<const DetectorCommand>(words, seconds);
    detector_programs().push_back(made);
    return made;
}

Bytes ask_detector_for_worker(std::uint32_t which, std::string_view text) {
    const auto detector = which < detector_programs().size() ? detector_programs()[which].lock() : nullptr;
    if (!detector) return {};
    ToldDetections told;
    try {
        told.found = detector->detect(text);
    } catch (const Error& error) {
        told.error = ToldError{error.code(), error.what(), {}};
    }
    return to_wire(told);
}

}  // namespace review
