#pragma once

#include "model/wire/redaction.hpp"
#include "release/redaction_steps.hpp"

namespace review {

// What one worker rewrote, on its way to the one that proves it.
template <typename Io>
void wire(Io& io, RewritingTold& of) {
    io(of.pages, of.labels, of.fields, of.boxes, of.removals, of.by_schema, of.neutral_fields);
}

}  // namespace review
