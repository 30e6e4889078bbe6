#pragma once

#include <string_view>
#include <vector>

#include <review/detector.hpp>
#include <review/picture_reader.hpp>
#include <review/plugin.h>

namespace review::capi {

// Take what a plug-in tells, and believe nothing of it. Once it said what cannot be, all of it is bad: it has not looked.

class FoundByPlugin final : public review_detections {
public:
    explicit FoundByPlugin(std::size_t text_bytes);
    bool bad() const { return bad_; }
    std::vector<Detection> take() && { return std::move(found_); }

private:
    static int add_one(review_detections* to, const review_detection* found) noexcept;
    bool keep(const review_detection& found);

    std::size_t text_bytes_;
    std::vector<Detection> found_;
    bool bad_ = false;
};

class PiecesOfPlugin final : public review_pieces {
public:
    explicit PiecesOfPlugin(const GreyPicture& picture);
    bool bad() const { return bad_; }
    std::vector<RecognisedPiece> take() && { return std::move(pieces_); }

private:
    static int add_one(review_pieces* to, const review_piece* piece) noexcept;
    bool keep(const review_piece& piece);

    double width_, height_;
    std::size_t bytes_ = 0;
    std::vector<RecognisedPiece> pieces_;
    bool bad_ = false;
};

}  // namespace review::capi
