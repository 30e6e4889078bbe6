#include <iostream>

#include <review/digest.hpp>
#include <review/review.h>

int main() {
    std::cout << review_version() << " " << review::sha256(review::as_bytes("abc")).hex() << "\n";
}
