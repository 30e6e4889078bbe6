#pragma once

#include <cstdint>

namespace review {

enum class Region { never, province, abolished, current };

// GB/T 2260, all editions since 1980: old cards carry codes that are abolished today.
Region region(std::uint32_t code);

}  // namespace review
