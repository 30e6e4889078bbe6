#include "format/pdf/images/jpeg_grey.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

namespace review::pdf {

namespace {

// The library leaves by longjmp: nothing that has a destructor stands in the frames between.
struct GreyErrors {
    jpeg_error_mgr base;  // first: the library hands its address back
    std::jmp_buf escape;
};

void leave_grey(j_common_ptr codec) { std::longjmp(reinterpret_cast<GreyErrors*>(codec->err)->escape, 1); }
void say_nothing(j_common_ptr) {}
void pass_over(j_common_ptr, int) {}

// A few bytes can be a scan over the whole picture.
constexpr int most_grey_scans = 200;
void count_grey_scans(j_common_ptr codec) {
    if (reinterpret_cast<j_decompress_ptr>(codec)->input_scan_number > most_grey_scans) leave_grey(codec);
}

template <class Work>
bool ends_well(GreyErrors& errors, Work work) {
    if (setjmp(errors.escape) != 0) return false;
    work();
    return true;
}

struct GreyReader {
    GreyErrors errors{};
    jpeg_progress_mgr progress{};
    jpeg_decompress_struct codec{};

    GreyReader() {
        jpeg_std_error(&errors.base);
        errors.base.error_exit = leave_grey;
        errors.base.emit_message = pass_over;
        errors.base.output_message = say_nothing;
        progress.progress_monitor = count_grey_scans;
        codec.err = &errors.base;
    }
    GreyReader(const GreyReader&) = delete;
    GreyReader& operator=(const GreyReader&) = delete;
    ~GreyReader() { jpeg_destroy_decompress(&codec); }

    bool begin(ByteView jpeg, std::uint32_t longest) {
        return ends_well(errors, [&] {
            jpeg_create_decompress(&codec);
            codec.progress = &progress;
            jpeg_mem_src(&codec, jpeg.data(), static_cast<unsigned long>(jpeg.size()));
            jpeg_read_header(&codec, TRUE);
            if (codec.num_components != 1 && codec.num_components != 3) leave_grey(reinterpret_cast<j_common_ptr>(&codec));
            codec.out_color_space = JCS_GRAYSCALE;
            codec.scale_num = 8;
            const auto side = std::max(codec.image_width, codec.image_height);
            for (auto size = side; size > longest && codec.scale_num > 1; size = (size + 1) / 2) codec.scale_num /= 2;
            codec.scale_denom = 8;
            jpeg_start_decompress(&codec);
        });
    }
    bool rows(Samples& into) {
        return ends_well(errors, [&] {
            while (codec.output_scanline < codec.output_height) {
                JSAMPROW row = into.data.data() + std::size_t{codec.output_scanline} * codec.output_width;
                jpeg_read_scanlines(&codec, &row, 1);
            }
            jpeg_finish_decompress(&codec);
        });
    }
};

}  // namespace

std::optional<Samples> jpeg_grey(ByteView jpeg, std::uint32_t longest, std::uint64_t most) {
    GreyReader reader;
    if (!reader.begin(jpeg, longest)) return std::nullopt;
    Samples samples{reader.codec.output_width, reader.codec.output_height, 1, 8, {}};
    const auto size = samples.row_bytes() * samples.height;
    // A progressive picture stands in memory as coefficients of its full size.
    const auto coefficients = std::uint64_t{reader.codec.image_width} * reader.codec.image_height *
                              static_cast<std::uint64_t>(reader.codec.num_components) * sizeof(JCOEF);
    if (size > most || (jpeg_has_multiple_scans(&reader.codec) && coefficients > most)) return std::nullopt;
    samples.data.resize(size);
    if (!reader.rows(samples)) return std::nullopt;
    return samples;
}

}  // namespace review::pdf
