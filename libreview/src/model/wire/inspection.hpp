#pragma once

#include <review/inspection.hpp>

#include "model/wire/scanned.hpp"

namespace review {

template <typename Io>
void wire(Io& io, Concealed& of) {
    io.one_of(of.kind, Concealment::author);
    io.one_of(of.manner, Manner::custom_tag);
    io.one_of(of.severity, Severity::critical);
    io(of.label, of.page, of.object, of.count, of.pages, of.quads, of.text, of.preview, of.inside);
}

template <typename Io>
void wire(Io& io, PartCount& of) {
    io.one_of(of.kind, PartKind::picture);
    io(of.parts, of.glyphs);
}

template <typename Io>
void wire(Io& io, LayerSeen& of) {
    io(of.object, of.preview, of.name, of.shown, of.printed, of.glyphs);
}

template <typename Io>
void wire(Io& io, SignatureSeen& of) {
    io(of.object, of.covered, of.whole, of.members, of.changed);
}

template <typename Io>
void wire(Io& io, Inspection& of) {
    io(of.name, of.format, of.sha256, of.pages, of.complete, of.failure, of.parts, of.layers, of.signatures, of.revisions,
       of.concealed, of.blind_spots);
}

}  // namespace review
