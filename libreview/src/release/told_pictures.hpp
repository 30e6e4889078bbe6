#pragma once

#include "model/wire/wire.hpp"
#include "release/page_pictures.hpp"

namespace review {

// Pictures of pages on their way out of a worker.
template <typename Io>
void wire(Io& io, PagePicture::Frame& of) {
    io(of.x, of.y, of.width, of.height, of.finding);
}

template <typename Io>
void wire(Io& io, PagePicture& of) {
    io(of.page, of.width, of.height, of.png, of.frames);
}

}  // namespace review
