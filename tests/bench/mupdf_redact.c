/* The peer of a redaction: what a user would write with MuPDF's library. Finds, marks and applies page by page, saves with garbage=4.
 * It proves nothing. usage: mupdf_redact PATTERN IN OUT */
#define _POSIX_C_SOURCE 200809L
#define PCRE2_CODE_UNIT_WIDTH 8
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <pcre2.h>
#include <stdio.h>
#include <string.h>

enum { most_values = 4096, most_places = 512 };

static void mark(fz_context *context, pdf_page *page, fz_stext_page *text, const char *value) {
    fz_quad places[most_places];
    const int count = fz_search_stext_page(context, text, value, NULL, places, most_places);
    for (int i = 0; i < count; ++i) {
        pdf_annot *annotation = pdf_create_annot(context, page, PDF_ANNOT_REDACT);
        pdf_add_annot_quad_point(context, annotation, places[i]);
        pdf_drop_annot(context, annotation);
    }
}

static void redact_page(fz_context *context, pdf_document *document, int number, pcre2_code *pattern, pcre2_match_data *match) {
    pdf_page *page = pdf_load_page(context, document, number);
    fz_stext_page *text = fz_new_stext_page_from_page(context, (fz_page *)page, NULL);
    fz_buffer *buffer = fz_new_buffer_from_stext_page(context, text);
    unsigned char *bytes = NULL;
    const size_t size = fz_buffer_storage(context, buffer, &bytes);
    char *values[most_values];
    int found = 0;
    for (size_t at = 0; found < most_values && pcre2_match(pattern, bytes, size, at, 0, match, NULL) > 0;) {
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(match);
        char *value = strndup((const char *)bytes + ends[0], ends[1] - ends[0]);
        int known = 0;
        for (int i = 0; i < found && !known; ++i) known = strcmp(values[i], value) == 0;
        if (known) free(value);
        else values[found++] = value;
        at = ends[1] > ends[0] ? ends[1] : ends[1] + 1;
    }
    for (int i = 0; i < found; ++i) {
        mark(context, page, text, values[i]);
        free(values[i]);
    }
    if (found > 0) {
        pdf_redact_options options = {1, PDF_REDACT_IMAGE_PIXELS};
        pdf_redact_page(context, document, page, &options);
    }
    fz_drop_buffer(context, buffer);
    fz_drop_stext_page(context, text);
    fz_drop_page(context, (fz_page *)page);
}

int main(int count, char **words) {
    if (count != 4) return fprintf(stderr, "usage: mupdf_redact PATTERN IN OUT\n"), 2;
    int error = 0;
    PCRE2_SIZE place = 0;
    pcre2_code *pattern = pcre2_compile((PCRE2_SPTR)words[1], PCRE2_ZERO_TERMINATED, 0, &error, &place, NULL);
    if (!pattern) return fprintf(stderr, "the pattern is wrong at %zu\n", place), 2;
    pcre2_jit_compile(pattern, PCRE2_JIT_COMPLETE);
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(pattern, NULL);
    fz_context *context = fz_new_context(NULL, NULL, FZ_STORE_DEFAULT);
    int status = 0;
    fz_try(context) {
        fz_register_document_handlers(context);
        pdf_document *document = pdf_open_document(context, words[2]);
        const int pages = pdf_count_pages(context, document);
        for (int number = 0; number < pages; ++number) redact_page(context, document, number, pattern, match);
        pdf_write_options options = pdf_default_write_options;
        options.do_garbage = 4;
        options.do_compress = 1;
        pdf_save_document(context, document, words[3], &options);
        pdf_drop_document(context, document);
    }
    fz_catch(context) {
        fprintf(stderr, "%s\n", fz_caught_message(context));
        status = 1;
    }
    fz_drop_context(context);
    pcre2_match_data_free(match);
    pcre2_code_free(pattern);
    return status;
}
