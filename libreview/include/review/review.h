/* libreview for C and for everything that can call C.

   Functions give 0 or a review_status and put their results into out-parameters, which stand first.
   After a failure review_last_error() tells the calling thread why; it never quotes a document.
   Texts are UTF-8 and end with a zero byte. Released fields never change; new ones are appended, and
   `size` tells which are there. */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum review_status {
    REVIEW_OK = 0,
    REVIEW_USAGE = 2,      /* an argument, a path, a pack, a key */
    REVIEW_UNREADABLE = 3, /* the document could not be read whole, or redaction was refused */
    REVIEW_UNVERIFIED = 4, /* a signature or a proof did not verify */
    REVIEW_UNAPPROVED = 5, /* a person has to decide first */
    REVIEW_FAULT = 70      /* a fault of the library */
} review_status;

typedef struct review_scanner review_scanner;

typedef struct review_scanner_options {
    size_t size;              /* sizeof(review_scanner_options) */
    const char *const *terms; /* words to look for besides the built-in packs */
    size_t term_count;
    const char *policy;       /* NULL: "default" */
    const char *channel;      /* NULL: "internet" */
} review_scanner_options;

typedef struct review_redact_options {
    size_t size;  /* sizeof(review_redact_options) */
    int all;      /* not 0: redact every finding that policy does not allow */
} review_redact_options;

const char *review_version(void);

/* Why the last call of this thread failed; empty where it did not. Valid until the next call. */
const char *review_last_error(void);

/* `options` may be NULL. A scanner may be shared between threads. */
int review_scanner_new(review_scanner **out, const review_scanner_options *options);
void review_scanner_free(review_scanner *scanner);

/* The JSON of docs/findings.schema.json, masked; free it with review_free. A document that cannot be
   read whole gives REVIEW_UNREADABLE and the JSON all the same. */
int review_scan_file(char **out_json, const review_scanner *scanner, const char *path);
int review_scan_memory(char **out_json, const review_scanner *scanner, const char *name, const void *bytes,
                       size_t size);

/* Writes `out_path` only where the copy was proven. `out_evidence_json` and `options` may be NULL. */
int review_redact_file(char **out_evidence_json, const review_scanner *scanner, const char *in_path,
                       const char *out_path, const review_redact_options *options);

/* REVIEW_OK: the signature is valid and leads to a root of `trust_path` (PEM). */
int review_verify_file(const char *path, const char *trust_path);

void review_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
