#include "release/plugins_used.hpp"

#include <algorithm>

namespace review {

std::vector<PluginIdentity> plugins_of(const Scanner& scanner, const PictureReading& pictures) {
    std::vector<PluginIdentity> used;
    for (const auto& detector : scanner.detectors()) used.push_back(detector->identity());
    for (const auto& pack : scanner.packs()) {
        for (const auto& rule : pack.rules) {
            if (rule.judge == nullptr) continue;
            const auto identity = rule.judge->identity();
            if (std::find(used.begin(), used.end(), identity) == used.end()) used.push_back(identity);
        }
    }
    for (const auto& reader : pictures.readers) used.push_back(reader->identity());
    return used;
}

void name_plugins(const Scanner& scanner, const std::vector<BlindSpot>& blind_spots, const PictureReading& pictures, Evidence& evidence) {
    evidence.plugins = plugins_of(scanner, pictures);
    for (const auto& spot : blind_spots) {
        if (spot.reason == BlindReason::recognised) evidence.recognised.push_back(spot.label);
    }
}

}  // namespace review
