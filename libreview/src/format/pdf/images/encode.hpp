#pragma once

#include <podofo/podofo.h>

#include "format/pdf/images/samples.hpp"

namespace review::pdf {

// Gives a picture's object the samples, in Flate, with the keys that describe them.
void set_samples(PoDoFo::PdfObject& picture, const Samples& samples);

// The same with data in DCT. `transform`: ColorTransform of the filter's parameters; -1: none.
void set_jpeg(PoDoFo::PdfObject& picture, ByteView jpeg, int transform);

}  // namespace review::pdf
