/* Reads pictures of pages with Tesseract (Apache-2.0): simplified Chinese and English, or what REVIEW_OCR_LANGUAGES names
   ("chi_sim+eng"), by the LSTM models that the system has (TESSDATA_PREFIX). It runs in the thread that asks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tesseract/capi.h>

#include <review/plugin.h>

/* Of libgomp, where Tesseract brings it along: a caged worker starts no threads, and one is as fast. */
extern void omp_set_num_threads(int) __attribute__((weak));

static TessBaseAPI *engine;
static char name[160];

/* Tesseract's levels from the largest: which of them begins with this character. */
static int32_t start_of(const TessPageIterator *at) {
    if (TessPageIteratorIsAtBeginningOf(at, RIL_BLOCK)) return REVIEW_NEW_BLOCK;
    if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE)) return REVIEW_NEW_LINE;
    return TessPageIteratorIsAtBeginningOf(at, RIL_WORD) ? REVIEW_NEW_WORD : REVIEW_SAME_WORD;
}

static int is_blank(const char *text) { return strspn(text, " \t\r\n") == strlen(text); }

static int tell_character(TessResultIterator *at, review_pieces *to) {
    char *text = TessResultIteratorGetUTF8Text(at, RIL_SYMBOL);
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    int left, top, right, bottom, refused = 0;
    if (text != NULL && !is_blank(text) && TessPageIteratorBoundingBox(place, RIL_SYMBOL, &left, &top, &right, &bottom)) {
        const float sure = TessResultIteratorConfidence(at, RIL_SYMBOL);
        review_piece piece = {sizeof piece, {text, strlen(text)}, left, top, right > left ? right : left + 1, bottom > top ? bottom : top + 1,
                              sure < 0 ? 0 : sure > 100 ? 100 : sure, start_of(place), 0};
        refused = to->add(to, &piece);
    }
    TessDeleteText(text);
    return refused;
}

static int read_page(void *self, const review_picture *picture, review_pieces *to) {
    (void)self;
    int failed = -1;
    if (omp_set_num_threads != NULL) omp_set_num_threads(1);
    ETEXT_DESC *monitor = TessMonitorCreate();
    TessMonitorSetDeadlineMSecs(monitor, (int)picture->seconds * 1000);
    TessBaseAPISetImage(engine, picture->grey, (int)picture->width, (int)picture->height, 1, (int)picture->row_bytes);
    TessBaseAPISetSourceResolution(engine, (int)picture->dots_per_inch);
    if (TessBaseAPIRecognize(engine, monitor) == 0) {
        failed = 0;
        TessResultIterator *at = TessBaseAPIGetIterator(engine);
        if (at != NULL && !TessPageIteratorBoundingBox(TessResultIteratorGetPageIteratorConst(at), RIL_SYMBOL, &(int){0}, &(int){0}, &(int){0}, &(int){0})) {
            TessResultIteratorDelete(at); /* an empty page */
            at = NULL;
        }
        for (int more = at != NULL; more && !failed; more = TessResultIteratorNext(at, RIL_SYMBOL)) failed = tell_character(at, to);
        if (at != NULL) TessResultIteratorDelete(at);
    }
    TessMonitorDelete(monitor);
    TessBaseAPIClear(engine);
    return failed;
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
    snprintf(name, sizeof name, "tesseract %s (%.100s)", TessVersion(), languages);
    const review_picture_reader reader = {sizeof reader, name, read_page, NULL};
    return host->add_picture_reader(host, &reader);
}
