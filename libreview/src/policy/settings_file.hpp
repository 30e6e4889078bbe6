#pragma once

#include <string>
#include <vector>

#include <review/scan_result.hpp>

namespace review {

// A configuration file: defaults for options (docs/configuration.md). Names of files are made absolute, from the folder of this one; each pack
// and each plug-in is a row. Throws Errc::bad_config naming file and line.
std::vector<SettingUse> load_settings(const std::string& path);

// Whether a key is a list that levels of configuration add to.
bool adds_up(const std::string& key);

}  // namespace review
