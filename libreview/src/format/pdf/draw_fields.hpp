#pragma once

#include <qpdf/QPDF.hh>

namespace review::pdf {

// Gives text fields that say no more than their value the appearance that readers draw for them (ISO 32000-1, 12.7.3.3): the value,
// in the font of /DA. Left alone is what we would draw otherwise than they: several lines, passwords, combs, other letters
// than those of ASCII, fonts we know nothing of.
void draw_fields(QPDF& pdf);

}  // namespace review::pdf
