#pragma once

#include <vector>

#include <review/blind_spot.hpp>
#include <review/evidence.hpp>
#include <review/picture_reader.hpp>
#include <review/scanner.hpp>

namespace review {

// The foreign code that has a word in what a scanner finds and in what is read on pictures.
std::vector<PluginIdentity> plugins_of(const Scanner& scanner, const PictureReading& pictures);

// Names it in the evidence, and the places a machine read.
void name_plugins(const Scanner& scanner, const std::vector<BlindSpot>& blind_spots, const PictureReading& pictures, Evidence& evidence);

}  // namespace review
