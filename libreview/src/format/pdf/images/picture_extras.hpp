#pragma once

#include <podofo/podofo.h>

#include <review/limits.hpp>

namespace review::pdf {

// Leaves out of a picture in DCT or JPX what draws nothing. True: there was something. Data that cannot be
// followed stay as they are: the proof looks for removed values in them.
bool drop_extras(PoDoFo::PdfObject& picture, PoDoFo::PdfVecObjects& objects, const Limits& limits);

// The same for the stream of an ICCBased colour space.
void drop_profile_texts(PoDoFo::PdfObject& profile);

}  // namespace review::pdf
