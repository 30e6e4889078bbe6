#include "format/pdf/installed_font.hpp"

#include <memory>
#include <string_view>

#include <fontconfig/fontconfig.h>

namespace review::pdf {

namespace {

struct Destroy {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
    void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
    void operator()(FcFontSet* set) const { FcFontSetDestroy(set); }
};

}  // namespace

std::string installed_font(const std::u32string& characters) {
    // Once: it reads hundreds of files. Any thread may ask it.
    static const std::unique_ptr<FcConfig, Destroy> config(FcInitLoadConfigAndFonts());
    const std::unique_ptr<FcCharSet, Destroy> wanted(FcCharSetCreate());
    for (const char32_t c : characters) FcCharSetAddChar(wanted.get(), c);
    const std::unique_ptr<FcPattern, Destroy> pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
    FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
    FcConfigSubstitute(config.get(), pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult result = FcResultMatch;
    const std::unique_ptr<FcFontSet, Destroy> fonts(FcFontSort(config.get(), pattern.get(), FcFalse, nullptr, &result));
    for (int i = 0; fonts && i < fonts->nfont; ++i) {
        FcPattern* font = fonts->fonts[i];
        FcCharSet* has = nullptr;
        FcChar8 *format = nullptr, *file = nullptr;
        int index = 0;
        FcBool variable = FcFalse;
        (void)FcPatternGetInteger(font, FC_INDEX, 0, &index);
        (void)FcPatternGetBool(font, FC_VARIABLE, 0, &variable);
        if (FcPatternGetCharSet(font, FC_CHARSET, 0, &has) != FcResultMatch || !FcCharSetIsSubset(wanted.get(), has)) continue;
        if (FcPatternGetString(font, FC_FONTFORMAT, 0, &format) != FcResultMatch || index != 0 || variable) continue;
        if (std::string_view(reinterpret_cast<const char*>(format)) != "TrueType") continue;
        if (FcPatternGetString(font, FC_FILE, 0, &file) == FcResultMatch) return reinterpret_cast<const char*>(file);
    }
    return {};
}

}  // namespace review::pdf
