#include "format/pdf/images/jpeg.hpp"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>

#include <jerror.h>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"

namespace review::pdf {

namespace {

// The library leaves by longjmp: nothing that has a destructor stands in the frames between.
struct Errors {
    jpeg_error_mgr base;  // first: the library hands its address back
    std::jmp_buf escape;
    bool damaged;
};

void leave(j_common_ptr codec) { std::longjmp(reinterpret_cast<Errors*>(codec->err)->escape, 1); }

// Bytes between two markers and a missing end of file lose no picture.
void warn(j_common_ptr codec, int level) {
    const int code = codec->err->msg_code;
    if (level < 0 && code != JWRN_EXTRANEOUS_DATA && code != JWRN_JPEG_EOF && code != JWRN_ADOBE_XFORM) {
        reinterpret_cast<Errors*>(codec->err)->damaged = true;
    }
}

// A few bytes can be a scan over the whole picture.
constexpr int most_scans = 200;
void count_scans(j_common_ptr codec) {
    if (reinterpret_cast<j_decompress_ptr>(codec)->input_scan_number > most_scans) leave(codec);
}

template <class Work>
bool finishes(Errors& errors, Work work) {
    if (setjmp(errors.escape) != 0) return false;
    work();
    return !errors.damaged;
}

void be_silent(j_common_ptr) {}

void install(Errors& errors) {
    jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    errors.base.emit_message = warn;
    errors.base.output_message = be_silent;
    errors.damaged = false;
}

// Where the library writes to.
struct Output {
    jpeg_destination_mgr base{};  // first
    Bytes* bytes = nullptr;
    JOCTET piece[1U << 16];
};

void begin_output(j_compress_ptr codec) {
    auto& output = *reinterpret_cast<Output*>(codec->dest);
    output.base.next_output_byte = output.piece;
    output.base.free_in_buffer = sizeof output.piece;
}

bool take_piece(Output& output, std::size_t count) noexcept {
    try {
        output.bytes->insert(output.bytes->end(), output.piece, output.piece + count);
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

boolean write_piece(j_compress_ptr codec) {
    if (!take_piece(*reinterpret_cast<Output*>(codec->dest), sizeof Output::piece)) leave(reinterpret_cast<j_common_ptr>(codec));
    begin_output(codec);
    return TRUE;
}

void end_output(j_compress_ptr codec) {
    auto& output = *reinterpret_cast<Output*>(codec->dest);
    if (!take_piece(output, sizeof output.piece - output.base.free_in_buffer)) leave(reinterpret_cast<j_common_ptr>(codec));
}

class Jpeg {
public:
    explicit Jpeg(ByteView data) {
        install(errors_);
        progress_.progress_monitor = count_scans;
        const bool read = finishes(errors_, [&] {
            in_.err = out_.err = &errors_.base;
            jpeg_create_decompress(&in_);
            jpeg_create_compress(&out_);
            in_.progress = &progress_;
            jpeg_mem_src(&in_, data.data(), static_cast<unsigned long>(data.size()));
            jpeg_read_header(&in_, TRUE);
        });
        if (!read || in_.num_components > 4) {
            close();
            throw Error(Errc::malformed, say(Msg::pdf_picture_damaged));
        }
    }
    Jpeg(const Jpeg&) = delete;
    Jpeg& operator=(const Jpeg&) = delete;
    ~Jpeg() { close(); }

    JpegHeader header() const {
        return {in_.image_width, in_.image_height, static_cast<std::uint32_t>(in_.num_components)};
    }

    void read() {
        if (!finishes(errors_, [&] { coefficients_ = jpeg_read_coefficients(&in_); })) fail();
    }

    // Values as the samples of the PDF have them -> as the components of this file have them.
    std::array<std::uint8_t, 4> stored(std::array<std::uint8_t, 4> colour, int transform) const {
        const bool inverted = in_.jpeg_color_space == JCS_YCCK;
        const bool plain = in_.jpeg_color_space != JCS_YCbCr && !inverted;
        if (plain || (transform == 0 && !in_.saw_Adobe_marker)) return colour;
        const auto light = [&](std::size_t i) { return static_cast<double>(inverted ? 255 - colour[i] : colour[i]); };
        const double r = light(0), g = light(1), b = light(2);
        const auto byte = [](double value) { return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L)); };
        const double y = 0.299 * r + 0.587 * g + 0.114 * b;  // JFIF 1.02
        return {byte(y), byte(128 + (b - y) / 1.772), byte(128 + (r - y) / 1.402), colour[3]};
    }

    // The smallest units that are encoded together: a block of each component, or some.
    std::vector<bool> units_under(const std::vector<SampleRun>& runs) const {
        const auto [wide, high] = unit_size();
        const auto columns = units(in_.image_width, wide), rows = units(in_.image_height, high);
        // Readers blend colours that have less detail over the edge of a unit.
        const std::uint32_t beyond = wide > DCTSIZE || high > DCTSIZE ? 2 : 0;
        std::vector<bool> touched(std::size_t{columns} * rows);
        for (const auto& run : runs) {
            const auto top = (run.row - std::min(run.row, beyond)) / high, bottom = std::min(rows - 1, (run.row + beyond) / high);
            const auto left = (run.left - std::min(run.left, beyond)) / wide, right = std::min(columns - 1, (run.right - 1 + beyond) / wide);
            for (auto y = top; y <= bottom; ++y) {
                for (auto x = left; x <= right; ++x) touched[std::size_t{y} * columns + x] = true;
            }
        }
        return touched;
    }

    void fill(const std::vector<bool>& touched, const std::array<std::uint8_t, 4>& colour) {
        for (int i = 0; i < in_.num_components; ++i) {
            const auto& component = in_.comp_info[i];
            if (component.quant_table == nullptr || component.quant_table->quantval[0] == 0) fail();
            // T.81, A.3.3: the first coefficient is eight times the mean, levels shifted by 128.
            const double mean = (colour[static_cast<std::size_t>(i)] - 128) * 8.0 / component.quant_table->quantval[0];
            for (JDIMENSION y = 0; y < component.height_in_blocks; ++y) {
                if (!finishes(errors_, [&] { fill_row(i, y, touched, static_cast<JCOEF>(std::lround(mean))); })) fail();
            }
        }
    }

    Bytes write() {
        Bytes bytes;
        Output output;
        output.bytes = &bytes;
        output.base.init_destination = begin_output;
        output.base.empty_output_buffer = write_piece;
        output.base.term_destination = end_output;
        const bool written = finishes(errors_, [&] {
            out_.dest = &output.base;
            jpeg_copy_critical_parameters(&in_, &out_);
            // Which colours the components are is told by these two, or by their absence.
            out_.write_JFIF_header = in_.saw_JFIF_marker;
            out_.write_Adobe_marker = in_.saw_Adobe_marker;
            out_.optimize_coding = TRUE;
            jpeg_write_coefficients(&out_, coefficients_);
            jpeg_finish_compress(&out_);
            jpeg_finish_decompress(&in_);
        });
        if (!written) fail();
        return bytes;
    }

private:
    std::pair<std::uint32_t, std::uint32_t> unit_size() const {
        return {static_cast<std::uint32_t>(in_.max_h_samp_factor * DCTSIZE), static_cast<std::uint32_t>(in_.max_v_samp_factor * DCTSIZE)};
    }
    static std::uint32_t units(std::uint32_t samples, std::uint32_t size) { return (samples + size - 1) / size; }

    void fill_row(int index, JDIMENSION y, const std::vector<bool>& touched, JCOEF mean) {
        const auto& component = in_.comp_info[index];
        const auto columns = units(in_.image_width, unit_size().first);
        const std::size_t unit_row = std::size_t{y} / static_cast<std::size_t>(component.v_samp_factor) * columns;
        JBLOCKROW row = in_.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&in_), coefficients_[index], y, 1, TRUE)[0];
        for (JDIMENSION x = 0; x < component.width_in_blocks; ++x) {
            if (!touched[unit_row + x / static_cast<JDIMENSION>(component.h_samp_factor)]) continue;
            std::memset(row[x], 0, sizeof row[x]);
            row[x][0] = mean;
        }
    }

    [[noreturn]] void fail() const { throw Error(Errc::malformed, say(Msg::pdf_picture_damaged)); }
    void close() {
        jpeg_destroy_compress(&out_);
        jpeg_destroy_decompress(&in_);
    }

    Errors errors_{};
    jpeg_progress_mgr progress_{};
    jpeg_decompress_struct in_{};
    jpeg_compress_struct out_{};
    jvirt_barray_ptr* coefficients_ = nullptr;
};

}  // namespace

JpegHeader jpeg_header(ByteView jpeg) { return Jpeg(jpeg).header(); }

namespace {

void read_within(Jpeg& picture, std::uint64_t most) {
    const auto header = picture.header();
    // Blocks are whole units of up to 32 samples, and a coefficient is two bytes.
    const auto memory = (std::uint64_t{header.width} + 32) * (header.height + 32) * header.components * sizeof(JCOEF);
    if (memory > most) throw Error(Errc::limit, say(Msg::limit_exceeded, {"a picture", "image_bytes", std::to_string(most)}));
    picture.read();
}

}  // namespace

bool jpeg_is_whole(ByteView jpeg, std::uint64_t most) try {
    Jpeg picture(jpeg);
    read_within(picture, most);
    return true;
} catch (const Error&) {
    return false;
}

Bytes jpeg_patched(ByteView jpeg, const std::vector<JpegPatch>& patches, int transform, std::uint64_t most) {
    Jpeg picture(jpeg);
    read_within(picture, most);
    for (const auto& patch : patches) picture.fill(picture.units_under(patch.runs), picture.stored(patch.colour, transform));
    return picture.write();
}

}  // namespace review::pdf
