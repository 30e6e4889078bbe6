#pragma once

#include <utility>

namespace cli {

// Keeps what rules and policies take until the program ends, and frees it never: to free it touches each of its pages once more,
// and after a worker was started each of them is copied for that.
template <typename T>
void keep_until_the_end(T&& value) {
    [[maybe_unused]] static T* volatile kept = nullptr;
    kept = new T(std::move(value));
}

}  // namespace cli
