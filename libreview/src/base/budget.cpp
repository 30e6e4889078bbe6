#include "base/budget.hpp"

#include <utility>

#include <review/error.hpp>

#include "base/messages/base.hpp"

namespace review {

Budget::Budget(std::string document, const Limits& limits)
    : document_(std::move(document)), most_bytes_(limits.document_bytes), seconds_(limits.seconds),
      end_(std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds)) {}

void Budget::check_time() const {
    if (std::chrono::steady_clock::now() <= end_) return;
    throw Error(Errc::limit, say(Msg::limit_exceeded, {document_, "seconds", std::to_string(seconds_)}));
}

void Budget::add_inflated(std::uint64_t bytes) {
    bytes_ += bytes;
    if (bytes_ > most_bytes_) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {document_, "document_bytes", std::to_string(most_bytes_)}));
    }
    check_time();
}

}  // namespace review
