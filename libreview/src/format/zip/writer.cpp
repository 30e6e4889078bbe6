#include "format/zip/writer.hpp"

#include <zip.h>

#include <memory>
#include <new>
#include <stdexcept>

namespace review {
namespace {

constexpr zip_uint16_t first_time = 0, first_day = 1 << 5 | 1;  // MS-DOS: year 0 is 1980, then month and day

void need(bool holds) {
    if (!holds) throw std::runtime_error("libzip could not write");
}

void add(zip_t* zip, const ZipContent& member) {
    auto* source = zip_source_buffer(zip, member.bytes.data(), member.bytes.size(), 0);
    need(source != nullptr);
    const auto index = zip_file_add(zip, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(source);
    need(index >= 0);
    const auto number = static_cast<zip_uint64_t>(index);
    need(zip_set_file_compression(zip, number, ZIP_CM_DEFLATE, 6) == 0);
    need(zip_file_set_dostime(zip, number, first_time, first_day, 0) == 0);
    need(zip_file_set_external_attributes(zip, number, 0, ZIP_OPSYS_DOS, 0) == 0);
}

Bytes content_of(zip_source_t* source) {
    need(zip_source_open(source) == 0);
    zip_stat_t stat;
    zip_stat_init(&stat);
    need(zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0);
    Bytes bytes(stat.size);
    const auto count = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    need(count == static_cast<zip_int64_t>(bytes.size()));
    return bytes;
}

}  // namespace

Bytes write_zip(const std::vector<ZipContent>& members) {
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> target(zip_source_buffer_create(nullptr, 0, 0, nullptr), zip_source_free);
    if (!target) throw std::bad_alloc();
    zip_source_keep(target.get());  // zip_close() frees one
    auto* zip = zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (zip == nullptr) zip_source_free(target.get());
    need(zip != nullptr);
    try {
        for (const auto& member : members) add(zip, member);
        need(zip_close(zip) == 0);
    } catch (...) {
        zip_discard(zip);
        throw;
    }
    return content_of(target.get());
}

}  // namespace review
