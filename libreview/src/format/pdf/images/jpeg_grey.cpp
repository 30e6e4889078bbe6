#include "format/pdf/images/jpeg_grey.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

namespace review::pdf {

namespace {

// The library leaves by longjmp: nothing that has a destructor stands in the frames between.
struct Errors {
    jpeg_error_mgr base;  // first: the library hands its address back
    std::jmp_buf escape;
};

void leave(j_common_ptr codec) { std::longjmp(reinterpret_cast<Errors*>(codec->err)->escape, 1); }
void be_silent(j_common_ptr) {}
void pass_over(j_common_ptr, int) {}

// A few bytes can be a scan over the whole picture.
constexpr int most_scans = 200;
void count_scans(j_common_ptr codec) {
    if (reinterpret_cast<j_decompress_ptr>(codec)->input_scan_number > most_scans) leave(codec);
}

template <class Work>
bool finishes(Errors& errors, Work work) {
    if (setjmp(errors.escape) != 0) return false;
    work();
    return true;
}

struct Reader {
    Errors errors{};
    jpeg_progress_mgr progress{};
    jpeg_decompress_struct codec{};

    Reader() {
        jpeg_std_error(&errors.base);
        errors.base.error_exit = leave;
        errors.base.emit_message = pass_over;
        errors.base.output_message = be_silent;
        progress.progress_monitor = count_scans;
        codec.err = &errors.base;
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { jpeg_destroy_decompress(&codec); }

    bool begin(ByteView jpeg, std::uint32_t longest) {
        return finishes(errors, [&] {
            jpeg_create_decompress(&codec);
            codec.progress = &progress;
            jpeg_mem_src(&codec, jpeg.data(), static_cast<unsigned long>(jpeg.size()));
            jpeg_read_header(&codec, TRUE);
            if (codec.num_components != 1 && codec.num_components != 3) leave(reinterpret_cast<j_common_ptr>(&codec));
            codec.out_color_space = JCS_GRAYSCALE;
            codec.scale_num = 8;
            const auto side = std::max(codec.image_width, codec.image_height);
            for (auto size = side; size > longest && codec.scale_num > 1; size = (size + 1) / 2) codec.scale_num /= 2;
            codec.scale_denom = 8;
            jpeg_start_decompress(&codec);
        });
    }
    bool rows(Samples& into) {
        return finishes(errors, [&] {
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
    Reader reader;
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
