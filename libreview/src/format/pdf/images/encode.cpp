#include "format/pdf/images/encode.hpp"

#include "base/inflate.hpp"
#include "format/pdf/images/filters.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

PdfObject integer(std::uint32_t value) { return PdfObject(static_cast<pdf_int64>(value)); }

}  // namespace

void set_samples(PdfObject& picture, const Samples& samples) {
    // Prediction pays where neighbours are alike: not with bits that are packed.
    const bool predicts = samples.bits >= 8;
    const auto pixel = samples.components * samples.bits / 8;
    set_stream(picture, deflate_zlib(predicts ? png_predicted(samples.data, samples.row_bytes(), pixel) : samples.data));
    auto& keys = picture.GetDictionary();
    keys.AddKey("Width", integer(samples.width));
    keys.AddKey("Height", integer(samples.height));
    keys.AddKey("BitsPerComponent", integer(samples.bits));
    keys.AddKey("Filter", PdfName("FlateDecode"));
    if (!predicts) return;
    PdfDictionary parameters;
    parameters.AddKey("Predictor", integer(15));
    parameters.AddKey("Colors", integer(samples.components));
    parameters.AddKey("BitsPerComponent", integer(samples.bits));
    parameters.AddKey("Columns", integer(samples.width));
    keys.AddKey("DecodeParms", parameters);
}

void set_jpeg(PdfObject& picture, ByteView jpeg, int transform) {
    set_stream(picture, jpeg);
    auto& keys = picture.GetDictionary();
    keys.AddKey("BitsPerComponent", integer(8));
    keys.AddKey("Filter", PdfName("DCTDecode"));
    if (transform < 0) return;
    PdfDictionary parameters;
    parameters.AddKey("ColorTransform", static_cast<pdf_int64>(transform));
    keys.AddKey("DecodeParms", parameters);
}

}  // namespace review::pdf
