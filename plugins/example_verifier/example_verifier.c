/* A whole plug-in: the check digit of an office's file numbers, and a detector of the words that close a draft.

   A pack uses the verifier by its name:

       match: ['\bDOC-\d{6}-\d\b']
       check: office-number

   Build it with   cc -shared -fPIC -o example_verifier.so example_verifier.c
   and name it     review scan --plugin ./example_verifier.so@sha256:$(sha256sum example_verifier.so | cut -c1-64) ... */
#include <string.h>

#include <review/plugin.h>

/* DOC-123456-C: the digits weigh 2 to 7 from the left, and C makes their sum one of tens. */
static int office_number(void *self, review_plugin_text value) {
    (void)self;
    int sum = 0, seen = 0;
    for (size_t i = 0; i < value.size; ++i) {
        const char c = value.utf8[i];
        if (c < '0' || c > '9') continue;
        sum += (c - '0') * (seen < 6 ? seen + 2 : 1);
        ++seen;
    }
    return seen == 7 && sum % 10 == 0;
}

/* "Not for publication" says what it says, wherever it stands. */
static int detect_closing_words(void *self, review_plugin_text text, review_detections *to) {
    static const char words[] = "Not for publication";
    (void)self;
    for (size_t at = 0; at + sizeof words - 1 <= text.size; ++at) {
        if (memcmp(text.utf8 + at, words, sizeof words - 1) != 0) continue;
        const review_detection found = {sizeof found,         at,          at + sizeof words - 1, {"closing-words", strlen("closing-words")},
                                        REVIEW_WORK_SECRET, REVIEW_HIGH, REVIEW_CERTAIN};
        const int refused = to->add(to, &found);
        if (refused != 0) return refused;
    }
    return 0;
}

int review_plugin_init(review_host *host) {
    const review_verifier verifier = {sizeof verifier, "office-number", office_number, NULL};
    const review_detector detector = {sizeof detector, "office", detect_closing_words, NULL};
    if (host->hello(host, REVIEW_PLUGIN_VERSION) != 0) return -1;
    const int refused = host->add_verifier(host, &verifier);
    return refused != 0 ? refused : host->add_detector(host, &detector);
}
