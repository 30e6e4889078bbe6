#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace review {

// Code of others that is loaded into this process, and which of it is at work: so that whoever finds a worker dead can name it.

// From 1. Not to be called by two threads at once.
std::uint32_t number_foreign_code(std::string name);

// Empty where there is no such number.
std::string name_of_foreign_code(std::uint32_t number);

// Where the number at work is written from now on; 0: none of it is. Null, as at first: nowhere.
void note_foreign_code_in(std::atomic<std::uint32_t>* place);

// It is at work as long as this object lives.
class ForeignCodeAtWork {
public:
    explicit ForeignCodeAtWork(std::uint32_t number);
    ~ForeignCodeAtWork();
    ForeignCodeAtWork(const ForeignCodeAtWork&) = delete;
    ForeignCodeAtWork& operator=(const ForeignCodeAtWork&) = delete;
};

}  // namespace review
