#include "format/pdf/render.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <review/error.hpp>

#include "base/child_process.hpp"
#include "base/messages/base.hpp"

namespace review::pdf {
namespace {

constexpr const char* variable = "REVIEW_PDFTOPPM";

std::string program() {
    auto found = find_program("pdftoppm", variable);
    if (!found) throw Error(Errc::unsupported, say(Msg::render_missing));
    return *std::move(found);
}

std::vector<std::string> arguments_for(const RenderOptions& options) {
    std::vector<std::string> words{"-r", std::to_string(options.dots_per_inch), "-f", std::to_string(options.first)};
    if (options.last > 0) words.insert(words.end(), {"-l", std::to_string(options.last)});
    words.push_back(ChildInput::path);
    return words;
}

}  // namespace

struct PageRenderer::Child {
    Child(ByteView file, const RenderOptions& options)
        : input(file), process(program(), arguments_for(options), &input, {std::uint64_t{4} << 30, options.seconds}) {}

    // One field of a PPM header: digits and the one blank behind them. 0 where there is none.
    std::uint32_t number() {
        std::uint32_t value = 0;
        for (std::uint8_t letter = 0; process.read(&letter, 1) == 1;) {
            if (letter < '0' || letter > '9') return value;
            if (value > 100'000'000) return 0;
            value = value * 10 + letter - '0';
        }
        return 0;
    }

    ChildInput input;
    ChildProcess process;
};

std::optional<std::string> PageRenderer::version() {
    const auto found = find_program("pdftoppm", variable);
    if (!found) return std::nullopt;
    std::array<std::uint8_t, 256> told;
    ChildProcess process(*found, {"-v"}, nullptr, {std::uint64_t{4} << 30, 10}, Hear::errors);
    const auto length = process.read(told.data(), told.size());
    std::string line(as_text({told.data(), length}));
    line.resize(std::min(line.size(), line.find('\n')));
    const std::string_view between = " version ";
    const auto at = line.find(between);
    if (at == line.npos) return "pdftoppm";
    return line.replace(at, between.size(), " ");
}

PageRenderer::PageRenderer(ByteView file, const RenderOptions& options)
    : child_(std::make_unique<Child>(file, options)), options_(options), page_(options.first) {}

PageRenderer::~PageRenderer() = default;

// PPM, "P6 width height 255" and the samples; one page behind the other (netpbm, ppm(5)).
bool PageRenderer::next(DrawnPage& page) {
    const auto failed = [&] { return Error(Errc::unsupported, say(Msg::render_failed, {std::to_string(page_)})); };
    std::array<std::uint8_t, 3> magic;
    const auto got = child_->process.read(magic.data(), magic.size());
    if (got == 0) {
        if (!child_->process.ended_well()) throw failed();
        return false;
    }
    if (got != magic.size() || magic[0] != 'P' || magic[1] != '6') throw failed();
    page.width = child_->number();
    page.height = child_->number();
    const auto bytes = std::uint64_t{3} * page.width * page.height;
    if (child_->number() != 255 || bytes == 0) throw failed();
    if (bytes > options_.page_bytes) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {"page " + std::to_string(page_), "image_bytes", std::to_string(options_.page_bytes)}));
    }
    page.samples.resize(bytes);
    if (child_->process.read(page.samples.data(), bytes) != bytes) throw failed();
    ++page_;
    return true;
}

}  // namespace review::pdf
