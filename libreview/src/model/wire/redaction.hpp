#pragma once

#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>

#include "model/wire/scanned.hpp"

namespace review {

template <typename Io>
void wire(Io& io, Area& of) {
    io(of.page, of.x0, of.y0, of.x1, of.y1, of.finding);
}

template <typename Io>
void wire(Io& io, RemovedValue& of) {
    io(of.text, of.rule);
}

template <typename Io>
void wire(Io& io, UnreadablePage& of) {
    io(of.page);
    io.one_of(of.choice, OnUnreadable::rasterise);
}

template <typename Io>
void wire(Io& io, Cut& of) {
    io(of.span);
    io.one_of(of.kind, PartKind::picture);
    io(of.finding);
}

template <typename Io>
void wire(Io& io, PrintedLabel& of) {
    io(of.page, of.place);
}

template <typename Io>
void wire(Io& io, FilledField& of) {
    io(of.source, of.text, of.removed);
}

template <typename Io>
void wire(Io& io, RedactionPlan& of) {
    io(of.draft, of.format);
    io.one_of(of.width, Width::fixed);
    io(of.cuts, of.areas, of.values, of.accepted, of.unreadable, of.label, of.label_font, of.labels, of.fields);
}

template <typename Io>
void wire(Io& io, Residue& of) {
    io(of.rule, of.place, of.encoding);
}

template <typename Io>
void wire(Io& io, Box& of) {
    io(of.page, of.quad, of.finding, of.on_picture);
}

template <typename Io>
void wire(Io& io, Removal& of) {
    io(of.place, of.reason, of.count);
}

template <typename Io>
void wire(Io& io, PublicCut& of) {
    io(of.place, of.label, of.basis, of.finding);
}

template <typename Io>
void wire(Io& io, NeutralField& of) {
    io(of.path, of.text, of.removed, of.count);
}

template <typename Io>
void wire(Io& io, PluginIdentity& of) {
    io(of.kind, of.name, of.digest);
}

template <typename Io>
void wire(Io& io, Evidence& of) {
    io(of.draft, of.output, of.format, of.reopened, of.untouched_equal, of.values, of.streams, of.residue, of.residual_findings, of.residual_places,
       of.doubts, of.boxes, of.removals, of.public_cuts, of.reader_can_tell, of.rendered, of.by_schema, of.neutral_fields, of.plugins, of.not_found, of.recognised, of.marks);
}

}  // namespace review
