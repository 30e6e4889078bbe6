#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cage/cage.hpp"

namespace review {

// The life of a worker: closes the cage, then reads what it is given until the keeper is gone. Descriptors of a worker:
constexpr int keepers_socket = 3, answers_file = 4, first_other = 5;

// How letters of a worker begin.
namespace letter {
constexpr char answer = 'A', error = 'E', memory = 'M', fault = 'F', not_closed = 'C', question = 'Q';
constexpr const char* cmap = "cmap ";
constexpr const char* file = "file";
constexpr const char* memory_file = "memory";
constexpr const char* named = "named ";
constexpr const char* detect = "detect ";  // and which of the detectors
constexpr const char* draw = "draw ";    // and the order
constexpr const char* drawn = "drawn ";  // and which of the drawings
constexpr const char *here = "here", *none = "none";  // how it is replied
}  // namespace letter

// An order on its way to the keeper; nullopt: it is none.
std::string text_of(const DrawingOrder& order);
std::optional<DrawingOrder> drawing_order(std::string_view text);

[[noreturn]] void live_in_cage(const Cage::Read& read, const CageLimits& limits, LastCall& last);

}  // namespace review
