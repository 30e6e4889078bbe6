#pragma once

#include <optional>

#include <review/bytes.hpp>

namespace review {

// What stands for a picture that goes: one black pixel in a file of the same kind, which readers stretch over its place. It says nothing of
// what was there, not even its size. None: not a kind of picture that is read here.
std::optional<Bytes> neutral_file(ByteView picture);
bool is_neutral_file(ByteView picture);

}  // namespace review
