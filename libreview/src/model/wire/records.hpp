#pragma once

#include <review/aggregation_check.hpp>
#include <review/error.hpp>

#include "base/messages/wire.hpp"
#include "model/wire/wire.hpp"

namespace review {

template <typename Io>
void wire(Io& io, AttributeValue& of) {
    io.one_of(of.kind, AttributeKind::count_people);
    if (!attribute_kind(static_cast<std::uint8_t>(of.kind))) throw Error(Errc::malformed, say(Msg::wire_malformed));  // their numbers have gaps
    io.one_of(of.from, AttributeType::count);
    io(of.value);
}

template <typename Io>
void wire(Io& io, RecordValues& of) {
    io(of.place, of.table, of.values);
}

template <typename Io>
void wire(Io& io, DocumentRecords& of) {
    io(of.records, of.unread);
}

}  // namespace review
