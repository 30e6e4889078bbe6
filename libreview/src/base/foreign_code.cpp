#include "base/foreign_code.hpp"

#include <utility>
#include <vector>

namespace review {
namespace {

std::vector<std::string>& foreign_names() {
    static std::vector<std::string> names;
    return names;
}

std::atomic<std::uint32_t>* at_work = nullptr;

}  // namespace

std::uint32_t number_foreign_code(std::string name) {
    foreign_names().push_back(std::move(name));
    return static_cast<std::uint32_t>(foreign_names().size());
}

std::string name_of_foreign_code(std::uint32_t number) {
    const auto& names = foreign_names();
    return number == 0 || number > names.size() ? "" : names[number - 1];
}

void note_foreign_code_in(std::atomic<std::uint32_t>* place) { at_work = place; }

ForeignCodeAtWork::ForeignCodeAtWork(std::uint32_t number) {
    if (at_work) *at_work = number;
}

ForeignCodeAtWork::~ForeignCodeAtWork() {
    if (at_work) *at_work = 0;
}

}  // namespace review
