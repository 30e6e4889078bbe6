#include "format/first_page.hpp"

#include "format/pdf_module.hpp"

namespace review {
namespace {

#define REVIEW_FILE(name, content) constexpr std::string_view page{content, sizeof(content) - 1};
#include "embedded/first_page.inc"
#undef REVIEW_FILE

constexpr std::string_view line = "联系电话: 13800138000\n身份证号 11010519491231002X\n";

}  // namespace

Bytes first_page() {
    const auto bytes = as_bytes(pdf_module_is_loaded() ? page : line);
    return {bytes.begin(), bytes.end()};
}

}  // namespace review
