#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include <review/document.hpp>
#include <review/release.hpp>
#include <review/review.h>

#include "base/messages.hpp"

namespace review::capi {

// Throws Errc::bad_config where a required pointer is null.
void require(const void* pointer, const char* name);

// `size` bytes of the caller's struct, the rest 0. Throws Errc::bad_config where `size` is not set, and where bytes this library
// does not know are not 0: an option that is passed over would be a copy with less cut than somebody asked for.
void read_struct(void* to, std::size_t known, const void* from, const char* name);

template <typename T>
T struct_of(const T* given, const char* name) {
    static_assert(std::is_trivial_v<T>);
    T copy{};
    if (given) read_struct(&copy, sizeof copy, given, name);
    return copy;
}

// Fills as much of the caller's struct as it has.
void write_struct(void* to, void* from, std::size_t known, const char* name);

std::string text_or(const char* text, const char* otherwise, const char* name);  // throws where it is not UTF-8
// "" for NULL. Throws where it is empty: what was to be looked at with it would be passed over.
std::string file_or_none(const char* path, const char* name);
std::vector<std::string> texts_of(const char* const* texts, std::size_t count, const char* name);
bool flag_of(int flag, const char* name);

bool known_language(const char* name);
Language language_or_english(const char* name);

Limits limits_of(const review_limits* given);
Scanner scanner_of(const review_scanner_options& options);
Bytes key_of(const review_scanner_options& options);  // of fingerprints
Policy policy_of(const review_scanner_options& options);

// What is looked at. The bytes stay the caller's: it lives no longer than the call.
struct Input {
    Draft draft;
    OpenOptions opening;
};
Input input_of(const review_draft* given, const Limits& limits);

RedactionRequest request_of(const review_redact_options* given, const Draft& draft);

}  // namespace review::capi
