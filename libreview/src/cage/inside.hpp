#pragma once

#include "cage/cage.hpp"

namespace review {

// The life of a worker: closes the cage, then reads what it is given until the keeper is gone. Descriptors of a worker:
constexpr int keepers_socket = 3, answers_file = 4, first_other = 5;

// How letters of a worker begin.
namespace letter {
constexpr char answer = 'A', error = 'E', memory = 'M', fault = 'F', not_closed = 'C', question = 'Q';
constexpr const char* cmap = "cmap ";
constexpr const char* file = "file";
}  // namespace letter

[[noreturn]] void live_in_cage(const Cage::Read& read, const CageLimits& limits, LastCall& last);

}  // namespace review
