#pragma once

#include "model/wire/redaction.hpp"
#include "release/told_pictures.hpp"
#include "report/shown_redaction.hpp"

namespace review {

// What reports show of a redaction, on its way out of a worker.
template <typename Io>
void wire(Io& io, CutPlace& of) {
    io(of.findings, of.where, of.line, of.whole);
}

template <typename Io>
void wire(Io& io, CutPlaces& of) {
    io(of.findings, of.cuts, of.stays);
}

template <typename Io>
void wire(Io& io, CutLine::Side& of) {
    io(of.before, of.here, of.after);
}

template <typename Io>
void wire(Io& io, CutLine& of) {
    io(of.output, of.draft);
}

template <typename Io>
void wire(Io& io, RedactionViews& of) {
    io(of.draft, of.output, of.no_pictures, of.lines, of.no_lines);
}

}  // namespace review
