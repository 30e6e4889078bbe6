#pragma once

#include <optional>
#include <vector>

#include <review/detector.hpp>

#include "model/wire/error.hpp"

namespace review {

// What a detector said of one text, on its way into a worker.
struct ToldDetections {
    std::optional<ToldError> error;
    std::vector<Detection> found;
};

template <typename Io>
void wire(Io& io, Detection& of) {
    io(of.begin, of.end, of.rule);
    io.one_of(of.category, Category::term);
    io.one_of(of.severity, Severity::critical);
    io.one_of(of.likelihood, Likelihood::certain);
}

template <typename Io>
void wire(Io& io, ToldDetections& of) {
    io(of.error, of.found);
}

}  // namespace review
