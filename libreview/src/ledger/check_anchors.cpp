#include "ledger/check_anchors.hpp"

#include <review/error.hpp>

#include "base/messages/ledger.hpp"
#include "base/utc_time.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/ledger_impl.hpp"
#include "sign/time_stamp_response.hpp"

namespace review {
namespace {

constexpr std::int64_t clocks_differ_seconds = 300;

class Anchors {
public:
    Anchors(const Ledger::Impl& ledger, const std::map<std::uint64_t, std::string>& times, const std::vector<std::string>& roots, LedgerCheck& seen)
        : ledger_(ledger), times_(times), roots_(roots), seen_(seen) {}

    void own() {
        if (!ledger_.has(later::anchor)) return;
        auto rows = ledger_.database.prepare("SELECT a.size, a.stamp, c.note FROM anchor a LEFT JOIN checkpoint c ON c.size=a.size ORDER BY a.size DESC");
        while (rows.row()) {
            const auto size = rows.number(0);
            ++count_;
            if (rows.text(2).empty()) seen_.faults.push_back(say(Msg::check_anchor_lost, {std::to_string(size)}));
            else if (!roots_.empty()) verify(size, rows.bytes(1), rows.text(2), false);
        }
    }

    void kept(const KeptCheckpoint& one) {
        if (one.stamp.empty()) return;
        ++count_;
        if (roots_.empty()) return;
        try {
            verify(open_checkpoint(one.note, ledger_.verifier).size, one.stamp, one.note, true);
        } catch (const Error&) {
            // Told with the checkpoint itself.
        }
    }

    void finish() {
        if (roots_.empty() && count_ > 0) seen_.remarks.push_back(say(Msg::check_anchor_unasked, {std::to_string(count_)}));
        if (!roots_.empty() && count_ == 0) seen_.faults.push_back(say(Msg::check_anchor_none));
    }

private:
    // Certificates of authorities end: an older stamp may fail where a newer one, over the same entries and more, verifies.
    void verify(std::uint64_t size, ByteView response, const std::string& note, bool must) {
        const auto shown = std::to_string(size);
        try {
            const auto stamp = verify_time_stamp(time_stamp_token(response), sha256(as_bytes(note)), roots_);
            look_at_time(size, stamp);
            if (!seen_.anchored || seen_.anchored->size < size) seen_.anchored = {size, stamp};
        } catch (const Error& error) {
            if (must || !seen_.anchored) seen_.faults.push_back(say(Msg::check_anchor_bad, {shown, error.what()}));
            else seen_.remarks.push_back(say(Msg::check_anchor_old, {shown, error.what()}));
        }
    }

    void look_at_time(std::uint64_t size, const TimeStamp& stamp) {
        const auto last = times_.find(size);
        if (size == 0 || last == times_.end()) return;
        if (utc_seconds(last->second).value_or(0) <= stamp.time + clocks_differ_seconds) return;
        seen_.faults.push_back(say(Msg::check_anchor_early, {std::to_string(size - 1), last->second, utc_text(stamp.time)}));
    }

    const Ledger::Impl& ledger_;
    const std::map<std::uint64_t, std::string>& times_;
    const std::vector<std::string>& roots_;
    LedgerCheck& seen_;
    std::size_t count_ = 0;
};

}  // namespace

void check_anchors(const Ledger::Impl& ledger, const std::map<std::uint64_t, std::string>& times, const std::vector<KeptCheckpoint>& kept,
                   const std::vector<std::string>& roots, LedgerCheck& seen) {
    Anchors anchors(ledger, times, roots, seen);
    anchors.own();
    for (const auto& one : kept) anchors.kept(one);
    anchors.finish();
}

}  // namespace review
