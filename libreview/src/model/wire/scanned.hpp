#pragma once

#include <review/scan_result.hpp>

#include "model/wire/wire.hpp"

namespace review {

template <typename Io>
void wire(Io& io, GlyphSpan& of) {
    io(of.part, of.begin, of.end);
}

template <typename Io>
void wire(Io& io, ByteRange& of) {
    io(of.begin, of.end);
}

template <typename Io>
void wire(Io& io, Place& of) {
    io(of.span);
    io.one_of(of.kind, PartKind::picture);
    io(of.label, of.page, of.quads, of.xpath, of.bytes);
}

template <typename Io>
void wire(Io& io, Finding& of) {
    io(of.id, of.rule);
    io.one_of(of.category, Category::term);
    io.one_of(of.severity, Severity::critical);
    io.one_of(of.likelihood, Likelihood::certain);
    io.one_of(of.action, Action::block);
    io(of.basis, of.where, of.excerpt, of.preview, of.view, of.evidence, of.fingerprint, of.here_only, of.field);
}

template <typename Io>
void wire(Io& io, BlindSpot& of) {
    io(of.part, of.page, of.label);
    io.one_of(of.reason, BlindReason::recognised);
    io(of.detail, of.object, of.goes, of.can_go, of.enough);
}

template <typename Io>
void wire(Io& io, ScannedDocument& of) {
    io(of.name, of.format, of.sha256, of.pages, of.complete, of.failure, of.findings, of.blind_spots, of.fields_in_vain);
}

}  // namespace review
