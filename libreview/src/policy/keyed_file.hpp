#pragma once

#include <string>
#include <string_view>

#include <review/bytes.hpp>

#include "base/calendar.hpp"
#include "base/config_node.hpp"

// What files that name values by keyed fingerprints have in common: suppressions and baselines.
namespace review {

bool hexadecimal(std::string_view text, std::size_t digits);  // in small letters
bool blank(std::string_view text);

// Tells two keys apart and nothing about either.
std::string mark_of(ByteView key, const std::string& what);

std::string yaml_quoted(std::string_view text);  // a YAML double-quoted scalar (YAML 1.2, 7.3.1) of one line

ConfigNode read_keyed_file(const std::string& path);  // of up to 64 MiB; throws Errc::bad_config

}  // namespace review
