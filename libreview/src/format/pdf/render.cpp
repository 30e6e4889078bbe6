#include "format/pdf/render.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
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

std::vector<std::string> arguments_for(const DrawingOrder& order) {
    std::vector<std::string> words{"-r", std::to_string(order.dots_per_inch), "-f", std::to_string(order.first)};
    if (order.last > 0) words.insert(words.end(), {"-l", std::to_string(order.last)});
    words.push_back(ChildInput::path);
    return words;
}

ChildLimits limits_for(const DrawingOrder& order) { return {std::uint64_t{4} << 30, order.seconds}; }

class DrawingHere final : public Drawing {
public:
    DrawingHere(ByteView file, const DrawingOrder& order) : input_(file), process_(program(), arguments_for(order), &input_, limits_for(order)) {}
    std::size_t read(std::uint8_t* to, std::size_t room) override { return process_.read(to, room); }
    bool ended_well() override { return process_.ended_well(); }

private:
    ChildInput input_;
    ChildProcess process_;
};

std::unique_ptr<Drawing> drawing_outside(ByteView file, const DrawingOrder& order) {
    const int copy = outside()->memory_file();
    bool whole = copy >= 0;
    for (ByteView rest = file; whole && !rest.empty();) {
        const auto written = write(copy, rest.data(), rest.size());
        whole = written > 0;
        if (whole) rest = rest.subspan(static_cast<std::size_t>(written));
    }
    auto drawing = whole ? outside()->draw(copy, order) : nullptr;
    if (copy >= 0) close(copy);
    if (!drawing) throw Error(Errc::unsupported, say(Msg::render_missing));
    return drawing;
}

std::optional<std::string> ask_version() {
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

}  // namespace

std::unique_ptr<ChildProcess> start_drawing(int pdf, const DrawingOrder& order) {
    const ChildInput input(pdf);
    return std::make_unique<ChildProcess>(program(), arguments_for(order), &input, limits_for(order));
}

std::optional<std::string> PageRenderer::version() {
    static std::mutex mutex;
    static std::optional<std::string> told;
    const std::lock_guard lock(mutex);
    if (!outside()) told = ask_version();  // in a cage nobody can be asked: what was told before it closed
    return told;
}

PageRenderer::PageRenderer(ByteView file, const RenderOptions& options)
    : drawing_(outside() ? drawing_outside(file, options) : std::make_unique<DrawingHere>(file, options)), options_(options), page_(options.first) {}

PageRenderer::~PageRenderer() = default;

// One field of a PPM header: digits and the one blank behind them. 0 where there is none.
std::uint32_t PageRenderer::number() {
    std::uint32_t value = 0;
    for (std::uint8_t letter = 0; drawing_->read(&letter, 1) == 1;) {
        if (letter < '0' || letter > '9') return value;
        if (value > 100'000'000) return 0;
        value = value * 10 + letter - '0';
    }
    return 0;
}

// PPM, "P6 width height 255" and the samples; one page behind the other (netpbm, ppm(5)).
bool PageRenderer::next(DrawnPage& page) {
    const auto failed = [&] { return Error(Errc::unsupported, say(Msg::render_failed, {std::to_string(page_)})); };
    std::array<std::uint8_t, 3> magic;
    const auto got = drawing_->read(magic.data(), magic.size());
    if (got == 0) {
        if (!drawing_->ended_well()) throw failed();
        return false;
    }
    if (got != magic.size() || magic[0] != 'P' || magic[1] != '6') throw failed();
    page.width = number();
    page.height = number();
    const auto bytes = std::uint64_t{3} * page.width * page.height;
    if (number() != 255 || bytes == 0) throw failed();
    if (bytes > options_.page_bytes) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {"page " + std::to_string(page_), "image_bytes", std::to_string(options_.page_bytes)}));
    }
    page.samples.resize(bytes);
    if (drawing_->read(page.samples.data(), bytes) != bytes) throw failed();
    ++page_;
    return true;
}

}  // namespace review::pdf
