#pragma once

#include "base/messages.hpp"

namespace review::Msg {
#define REVIEW_MESSAGE(name, en, zh) inline constexpr Message name{en, zh};
#include "base/messages/cli_module.inc"
#undef REVIEW_MESSAGE
}  // namespace review::Msg
