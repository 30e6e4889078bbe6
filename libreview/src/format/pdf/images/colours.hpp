#pragma once

#include <cstdint>
#include <vector>

#include <podofo/podofo.h>

namespace review::pdf {

// What may stand where samples were: the colour of the boxes, which are drawn over it, or that of paper, where
// other text may come to stand. Neither depends on the picture.
enum class Tone { box, paper };

// What a colour space says of samples (ISO 32000-1, 8.6).
class ColourSpace {
public:
    // `space` null: one component of grey. Throws Errc::malformed, unsupported.
    ColourSpace(const PoDoFo::PdfObject* space, PoDoFo::PdfVecObjects& objects);

    std::uint32_t components() const { return static_cast<std::uint32_t>(ranges_.size()); }
    bool indexed() const { return indexed_; }

    // The sample values that show a tone, by the picture's Decode array (8.9.5.2); empty: the usual one.
    std::vector<std::uint32_t> samples_of(Tone tone, std::uint32_t bits, const std::vector<double>& decode) const;

private:
    struct Range {
        double low = 0, high = 1;
    };
    void read_profile(const PoDoFo::PdfObject* profile, PoDoFo::PdfVecObjects& objects);
    void read_palette(const PoDoFo::PdfArray& array, PoDoFo::PdfVecObjects& objects, int depth);
    void read_array(const PoDoFo::PdfArray& array, PoDoFo::PdfVecObjects& objects, int depth);
    void read(const PoDoFo::PdfObject* space, PoDoFo::PdfVecObjects& objects, int depth);
    void set_device(std::size_t components);
    void set(std::size_t components, double box, double paper);

    std::vector<Range> ranges_;
    std::vector<double> box_, paper_;  // component values
    bool indexed_ = false;
};

}  // namespace review::pdf
