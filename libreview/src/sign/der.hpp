#pragma once

#include <review/bytes.hpp>

namespace review {

// What one of OpenSSL's i2d functions writes; empty where it cannot.
template <class T>
Bytes written_der(const T* value, int (*write)(const T*, unsigned char**)) {
    const int size = write(value, nullptr);
    Bytes der(size > 0 ? static_cast<std::size_t>(size) : 0);
    unsigned char* at = der.data();
    if (size > 0) write(value, &at);
    return der;
}

}  // namespace review
