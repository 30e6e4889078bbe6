#pragma once

#include <review/error.hpp>

#include "model/wire/wire.hpp"

namespace review {

// An Error on its way out of a worker.
struct ToldError {
    Errc code = Errc::malformed;
    std::string what;
    std::vector<Obstacle> obstacles;
};

template <typename Io>
void wire(Io& io, Obstacle& of) {
    io(of.page, of.object, of.op, of.reason, of.choices);
}

template <typename Io>
void wire(Io& io, ToldError& of) {
    io.one_of(of.code, Errc::unapproved);
    io(of.what, of.obstacles);
}

}  // namespace review
