/* Reads pictures of pages with Tesseract (Apache-2.0): simplified Chinese and English, or what REVIEW_OCR_LANGUAGES names
   ("chi_sim+eng"), by the LSTM models that the system has (TESSDATA_PREFIX). It runs in the thread that asks.
   Letters on their side or on their head are read as others, and rather surely so: the picture is turned as the model "osd" says it
   stands. Where there are too few letters for that model, or what is read is not as sure as letters that stand upright are, all four ways
   are read and told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tesseract/capi.h>

#include <review/plugin.h>

/* Of libgomp, where Tesseract brings it along: a caged worker starts no threads, and one is as fast. */
extern void omp_set_num_threads(int) __attribute__((weak));

/* The model tells nothing of fewer than fifty. Upright letters of a clean scan are 98 sure, others 94. */
static const int enough_letters = 60;
static const double sure_of_letters = 96;

static TessBaseAPI *engine;
static char name[160];

/* Tesseract's levels from the largest: which of them begins with this character. */
static int32_t start_of(const TessPageIterator *at) {
    if (TessPageIteratorIsAtBeginningOf(at, RIL_BLOCK)) return REVIEW_NEW_BLOCK;
    if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE)) return REVIEW_NEW_LINE;
    return TessPageIteratorIsAtBeginningOf(at, RIL_WORD) ? REVIEW_NEW_WORD : REVIEW_SAME_WORD;
}

static int is_blank(const char *text) { return strspn(text, " \t\r\n") == strlen(text); }

/* A picture that was turned back by quarters, and the picture it was. */
struct turned {
    const review_picture *as_it_was;
    int quarters;
    uint32_t width, height;
    size_t row_bytes;
    uint8_t *own; /* NULL: it was not turned */
};

/* The letters are turned clockwise by the quarters: their picture is turned against it. */
static int turn_back(const review_picture *picture, int quarters, struct turned *to) {
    const uint32_t width = picture->width, height = picture->height;
    const int side = quarters % 2;
    *to = (struct turned){picture, quarters, side ? height : width, side ? width : height, picture->row_bytes, NULL};
    if (quarters == 0) return 0;
    to->row_bytes = to->width;
    to->own = malloc((size_t)width * height);
    if (to->own == NULL) return -1;
    for (uint32_t y = 0; y < height; ++y) {
        const uint8_t *row = picture->grey + (size_t)y * picture->row_bytes;
        for (uint32_t x = 0; x < width; ++x) {
            const size_t column = quarters == 1 ? y : quarters == 2 ? width - 1 - x : height - 1 - y;
            const size_t line = quarters == 1 ? width - 1 - x : quarters == 2 ? height - 1 - y : x;
            to->own[line * to->row_bytes + column] = row[x];
        }
    }
    return 0;
}

static void place_back(const struct turned *from, review_piece *piece) {
    const double x0 = piece->x0, y0 = piece->y0, x1 = piece->x1, y1 = piece->y1;
    const double width = from->as_it_was->width, height = from->as_it_was->height;
    if (from->quarters == 1) piece->x0 = width - y1, piece->y0 = x0, piece->x1 = width - y0, piece->y1 = x1;
    if (from->quarters == 2) piece->x0 = width - x1, piece->y0 = height - y1, piece->x1 = width - x0, piece->y1 = height - y0;
    if (from->quarters == 3) piece->x0 = y0, piece->y0 = height - x1, piece->x1 = y1, piece->y1 = height - x0;
}

struct seen {
    int letters, not_upright;
    double sure; /* of all together */
};

/* The places of letters that stand in another way than the picture are wrong: they are read when it is turned. */
static int is_upright(TessResultIterator *at) {
    TessOrientation stands = ORIENTATION_PAGE_UP;
    TessPageIteratorOrientation(TessResultIteratorGetPageIterator(at), &stands, &(TessWritingDirection){0}, &(TessTextlineOrder){0}, &(float){0});
    return stands == ORIENTATION_PAGE_UP;
}

static int tell_character(TessResultIterator *at, const struct turned *from, struct seen *seen, review_pieces *to) {
    char *text = TessResultIteratorGetUTF8Text(at, RIL_SYMBOL);
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    int left, top, right, bottom, refused = 0;
    if (text != NULL && !is_blank(text) && !is_upright(at)) {
        ++seen->not_upright;
    } else if (text != NULL && !is_blank(text) && TessPageIteratorBoundingBox(place, RIL_SYMBOL, &left, &top, &right, &bottom)) {
        const float sure = TessResultIteratorConfidence(at, RIL_SYMBOL);
        review_piece piece = {sizeof piece, {text, strlen(text)}, left, top, right > left ? right : left + 1, bottom > top ? bottom : top + 1,
                              sure < 0 ? 0 : sure > 100 ? 100 : sure, start_of(place), 0};
        ++seen->letters;
        seen->sure += piece.confidence;
        place_back(from, &piece);
        refused = to->add(to, &piece);
    }
    TessDeleteText(text);
    return refused;
}

static void show(const struct turned *picture) {
    TessBaseAPISetImage(engine, picture->own != NULL ? picture->own : picture->as_it_was->grey, (int)picture->width, (int)picture->height, 1,
                        (int)picture->row_bytes);
    TessBaseAPISetSourceResolution(engine, (int)picture->as_it_was->dots_per_inch);
}

static int read_turned(const struct turned *picture, int seconds, struct seen *seen, review_pieces *to) {
    int failed = -1;
    ETEXT_DESC *monitor = TessMonitorCreate();
    TessMonitorSetDeadlineMSecs(monitor, seconds * 1000);
    show(picture);
    if (TessBaseAPIRecognize(engine, monitor) == 0) {
        failed = 0;
        TessResultIterator *at = TessBaseAPIGetIterator(engine);
        if (at != NULL && !TessPageIteratorBoundingBox(TessResultIteratorGetPageIteratorConst(at), RIL_SYMBOL, &(int){0}, &(int){0}, &(int){0}, &(int){0})) {
            TessResultIteratorDelete(at); /* an empty page */
            at = NULL;
        }
        for (int more = at != NULL; more && !failed; more = TessResultIteratorNext(at, RIL_SYMBOL)) failed = tell_character(at, picture, seen, to);
        if (at != NULL) TessResultIteratorDelete(at);
    }
    TessMonitorDelete(monitor);
    TessBaseAPIClear(engine);
    return failed;
}

/* By how many quarters the letters are turned clockwise, as the model says; 0 also where it cannot tell. */
static int quarters_of(const review_picture *picture) {
    TessOrientation stands = ORIENTATION_PAGE_UP;
    show(&(struct turned){picture, 0, picture->width, picture->height, picture->row_bytes, NULL});
    TessBaseAPISetPageSegMode(engine, PSM_AUTO_OSD);
    TessPageIterator *at = TessBaseAPIAnalyseLayout(engine);
    if (at != NULL) {
        TessPageIteratorOrientation(at, &stands, &(TessWritingDirection){0}, &(TessTextlineOrder){0}, &(float){0});
        TessPageIteratorDelete(at);
    }
    TessBaseAPIClear(engine);
    TessBaseAPISetPageSegMode(engine, PSM_AUTO);
    return (int)stands;
}

static int read_page(void *self, const review_picture *picture, review_pieces *to) {
    (void)self;
    if (omp_set_num_threads != NULL) omp_set_num_threads(1);
    const int first = quarters_of(picture);
    struct seen seen = {0, 0, 0};
    int failed = 0;
    for (int i = 0; i < 4 && !failed; ++i) {
        struct turned turned;
        failed = turn_back(picture, (first + i) % 4, &turned) != 0 ? -1 : read_turned(&turned, (int)picture->seconds, &seen, to);
        free(turned.own);
        if (i == 0 && seen.not_upright == 0 && seen.letters >= enough_letters && seen.sure >= sure_of_letters * seen.letters) break;
    }
    return failed;
}

/* The engine passes over a model that is missing, reads one that is there at its first use, and opens "debug_file" at its first complaint, which
   a picture of one dot an inch is worth: all of it is done now, where files can be opened. */
static int has_turn_model(void) {
    TessBaseAPI *alone = TessBaseAPICreate();
    TessBaseAPISetVariable(alone, "debug_file", "/dev/null");
    const int there = TessBaseAPIInit2(alone, NULL, "osd", OEM_TESSERACT_ONLY) == 0;
    TessBaseAPIDelete(alone);
    static uint8_t blank[64 * 64];
    memset(blank, 255, sizeof blank);
    const review_picture nothing = {.size = sizeof nothing, .width = 64, .height = 64, .dots_per_inch = 1, .row_bytes = 64, .grey = blank};
    if (there) quarters_of(&nothing);
    return there;
}

int review_plugin_init(review_host *host) {
    if (host->hello(host, REVIEW_PLUGIN_VERSION) != 0) return -1;
    const char *languages = getenv("REVIEW_OCR_LANGUAGES");
    if (languages == NULL || *languages == '\0') languages = "chi_sim+eng";
    engine = TessBaseAPICreate();
    TessBaseAPISetVariable(engine, "debug_file", "/dev/null");
    /* Models are read now: where drafts are read later there may be no files (docs/plugins.md). */
    if (TessBaseAPIInit2(engine, NULL, languages, OEM_LSTM_ONLY) != 0) {
        char why[200];
        snprintf(why, sizeof why, "Tesseract has no models for %.100s (packages tesseract-ocr-chi-sim, tesseract-ocr-eng)", languages);
        host->complain(host, why);
        return -1;
    }
    TessBaseAPISetPageSegMode(engine, PSM_AUTO);
    if (!has_turn_model()) {
        host->complain(host, "Tesseract has no model that tells how letters stand (package tesseract-ocr-osd)");
        return -1;
    }
    snprintf(name, sizeof name, "tesseract %s (%.100s)", TessVersion(), languages);
    const review_picture_reader reader = {sizeof reader, name, read_page, NULL};
    return host->add_picture_reader(host, &reader);
}
