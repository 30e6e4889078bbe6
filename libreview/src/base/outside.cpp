#include "base/outside.hpp"

namespace review {
namespace {

Outside* asked = nullptr;

}  // namespace

Outside* outside() { return asked; }
void set_outside(Outside* keeper) { asked = keeper; }

}  // namespace review
