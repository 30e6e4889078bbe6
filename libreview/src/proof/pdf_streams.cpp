#include "proof/pdf_streams.hpp"

#include <algorithm>
#include <stdexcept>

#include <qpdf/Pipeline.hh>

namespace review {
namespace {

struct TooLarge : std::runtime_error {
    TooLarge() : std::runtime_error("stream larger than the limit") {}
};

class Capped final : public Pipeline {
public:
    explicit Capped(std::uint64_t most) : Pipeline("capped", nullptr), most_(most) {}
    void write(unsigned char const* data, std::size_t length) override {
        if (length > most_ - text.size()) throw TooLarge();
        text.append(reinterpret_cast<const char*>(data), length);
    }
    void finish() override {}
    std::string text;

private:
    std::uint64_t most_;
};

}  // namespace

std::optional<StreamText> stream_text(QPDFObjectHandle stream, std::uint64_t most) {
    for (const auto level : {qpdf_dl_specialized, qpdf_dl_none}) {
        Capped sink(most);
        try {
            bool filtered = false;
            if (stream.pipeStreamData(&sink, &filtered, 0, level, true, level != qpdf_dl_none) &&
                (filtered || level == qpdf_dl_none)) {
                return StreamText{std::move(sink.text), level != qpdf_dl_none};
            }
        } catch (const TooLarge&) {
            return std::nullopt;
        } catch (const std::exception&) {
            // A damaged filter: its raw bytes are looked at instead.
        }
    }
    return StreamText{};
}

bool reads_as_text(std::string_view bytes) {
    const auto head = bytes.substr(0, 4096);
    const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 9 || (byte > 13 && byte < 32);
    });
    return static_cast<std::size_t>(controls) * 20 <= head.size();
}

}  // namespace review
