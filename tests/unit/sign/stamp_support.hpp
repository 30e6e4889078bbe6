#pragma once

#include "support/time_stamp_server.hpp"

// The time-stamp authority of the test authority, made at first use: authority() / "tsa" is its address.
const support::TimeStampServer& authority();
