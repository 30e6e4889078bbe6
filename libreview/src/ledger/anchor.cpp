#include <review/error.hpp>
#include <review/ledger.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/ledger.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/ledger_impl.hpp"
#include "sign/time_stamp_response.hpp"

namespace review {

std::optional<Bytes> Ledger::last_anchor() const {
    if (!impl_->has(later::anchor)) return std::nullopt;
    auto row = impl_->database.prepare("SELECT stamp FROM anchor WHERE size=(SELECT max(size) FROM checkpoint)");
    if (!row.row()) return std::nullopt;
    const auto stamp = row.bytes(0);
    return Bytes(stamp.begin(), stamp.end());
}

// The authority is asked while nobody waits: between two transactions.
Bytes Ledger::anchor(const std::string& time_stamp_url) {
    if (auto there = last_anchor()) return *there;
    const auto note = last_checkpoint();
    if (!note) throw Error(Errc::bad_config, say(Msg::ledger_nothing_to_anchor, {impl_->path}));
    const auto size = open_checkpoint(*note, impl_->verifier).size;
    auto stamp = time_stamp_response(request_time_stamp(time_stamp_url, sha256(as_bytes(*note))));
    impl_->database.begin();
    try {
        impl_->make(later::anchor);
        impl_->database.prepare("INSERT OR IGNORE INTO anchor(size, stamp) VALUES(?1, ?2)").bind(1, size).bind(2, ByteView(stamp)).done();
        impl_->database.commit();
    } catch (...) {
        impl_->database.roll_back();
        throw;
    }
    return stamp;
}

}  // namespace review
