#include "release/bundle/bundle_reading.hpp"

#include "base/messages/bundle.hpp"
#include "release/bundle/opening.hpp"

namespace review {

void check_opening(BundleReading& reading) {
    if (reading.trust.opening.empty()) return;
    const auto one = opening_from_json(as_text(load_draft(reading.trust.opening).bytes));
    if (!reading.check("opening", opens(reading.stated, one), say(Msg::bundle_seen_opening, {one.place, std::to_string(one.index + 1)}))) return;
    if (reading.trust.value.empty()) {
        reading.seen.not_checked.push_back(say(Msg::bundle_value_unshown));
        return;
    }
    const auto value = load_draft(reading.trust.value);
    auto text = as_text(value.bytes);
    if (text.ends_with('\n')) text.remove_suffix(1);
    reading.check("opening-value", is_value(one, text), say(one.value_key.empty() ? Msg::bundle_no_value_key : Msg::bundle_seen_value));
}

}  // namespace review
