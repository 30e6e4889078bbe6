#include "format/pdf/remembered_parts.hpp"

namespace review::pdf {
namespace {

template <typename T>
std::size_t bytes_in(const std::vector<T>& values) {
    return values.size() * sizeof(T);
}

std::size_t bytes_in(const Part& part) {
    return sizeof part + part.label.size() + part.text.size() + part.xpath.size() + part.beside.size() + bytes_in(part.glyph_ends) + bytes_in(part.quads) +
           bytes_in(part.painted) + bytes_in(part.unseen) + bytes_in(part.source);
}

}  // namespace

RememberedParts::Recorder::Recorder(RememberedParts& into, ExtractionSink& sink) : into_(into), sink_(sink) { into_ = RememberedParts(into.most_); }

void RememberedParts::Recorder::part(Part&& part) {
    if (keeps_) {
        bytes_ += bytes_in(part);
        keeps_ = bytes_ <= into_.most_;
        if (keeps_) {
            into_.parts_.push_back(part);
            into_.order_.push_back(true);
        } else {
            into_ = RememberedParts(into_.most_);
        }
    }
    sink_.part(std::move(part));
}

void RememberedParts::Recorder::blind_spot(BlindSpot&& spot) {
    if (keeps_) {
        into_.spots_.push_back(spot);
        into_.order_.push_back(false);
    }
    sink_.blind_spot(std::move(spot));
}

void RememberedParts::tell(ExtractionSink& sink) const {
    auto part = parts_.begin();
    auto spot = spots_.begin();
    Part copy;  // a sink that does not take it leaves its memory to the next
    for (const bool is_part : order_) {
        if (is_part) {
            copy = *part++;
            sink.part(std::move(copy));
        } else {
            sink.blind_spot(BlindSpot(*spot++));
        }
    }
}

}  // namespace review::pdf
