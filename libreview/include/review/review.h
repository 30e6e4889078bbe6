/* libreview for C, and for everything that can call C. docs/embedding.md has the same in sentences and examples.

   Results   Functions that can fail give REVIEW_OK or a review_status. Their results stand first, as out-parameters,
             and are NULL after a failure except where it says otherwise.
   Errors    review_last_error() tells the calling thread why its last call failed. It never quotes a document.
   Memory    What a function made goes by the _free of its type, which takes NULL; texts go by review_free(). What hangs
             on a handle goes with it. What the caller hands over is read during the call only.
   Structs   Set all of it to 0, then `size` to its sizeof. Fields are appended, never changed: what an older caller does not
             have is 0; what a newer caller sets and this library does not know is refused, never passed over.
   Threads   Any function in any thread. Scanners and results never change: share them, and free them once nobody uses them.
   Texts     UTF-8 that ends with a zero byte. A file that is named "" is refused: NULL is none. The language of sentences is an option, "en" (NULL) or "zh". */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

typedef enum review_status {
    REVIEW_OK = 0,
    REVIEW_USAGE = 2,      /* an argument, a path, a pack, a policy, a key */
    REVIEW_UNREADABLE = 3, /* the document could not be read whole, or redaction was refused: nothing may be published */
    REVIEW_UNVERIFIED = 4, /* a signature or a proof did not verify */
    REVIEW_UNAPPROVED = 5, /* a person has to decide first */
    REVIEW_FAULT = 70      /* a fault of the library */
} review_status;

const char *review_version(void); /* "0.1.0" */

/* What this build knows, as JSON: formats, packs, policies, channels. */
int review_capabilities(char **out_json);

/* Why the last call of this thread failed; "" where it did not. Valid until the thread's next call. The second is JSON: kind,
   sentence, and for each place in the way what an officer can choose (docs/embedding.md, "Errors"). */
const char *review_last_error(void);
const char *review_last_error_json(void);

void review_free(char *text);

/* What documents are looked at with: rules, policy, limits. Compiling takes a moment: keep one. */
typedef struct review_scanner review_scanner;

/* 0: the default of review/limits.hpp. Past a limit a document is unreadable. */
typedef struct review_limits {
    size_t size;
    uint64_t file_bytes;
    uint64_t stream_bytes;   /* one inflated stream */
    uint64_t document_bytes; /* all of them together */
    uint64_t image_bytes;    /* one decoded picture */
    uint64_t token_bytes;    /* one attribute, comment, string */
    uint64_t page_operators;
    uint64_t pages;
    uint64_t objects;
    uint64_t members;        /* of one archive */
    uint64_t inflate_ratio;
    uint64_t seconds;        /* to read one document once; to rewrite it, as much again */
} review_limits;

typedef struct review_scanner_options {
    size_t size;
    const char *language;
    const char *policy;              /* name or file; NULL: "default" */
    const char *channel;             /* "restricted", "board"; NULL: "internet" */
    const char *const *packs;        /* names of built-in packs; NULL: all of them; an empty list is refused, since it would find nothing */
    size_t pack_count;
    const char *const *pack_files;   /* packs of your own */
    size_t pack_file_count;
    const char *const *terms;        /* words to look for besides */
    size_t term_count;
    const char *const *regexes;
    size_t regex_count;
    const void *key;                 /* of fingerprints, 32 bytes or more; NULL: there are none */
    size_t key_size;
    const char *suppressions;        /* a file made with that key */
    const review_limits *limits;
} review_scanner_options;

int review_scanner_new(review_scanner **out, const review_scanner_options *options /* may be NULL */);
void review_scanner_free(review_scanner *scanner);

/* A document in memory, or where `bytes` is NULL a file. */
typedef struct review_draft {
    size_t size;
    const char *name;     /* what results call it, "draft.pdf"; NULL: the file's */
    const void *bytes;
    size_t byte_count;
    const char *path;
    const char *password; /* of an encrypted document */
} review_draft;

/* What was found. REVIEW_UNREADABLE also where only some places could not be read: *out then tells which, and what was
   found elsewhere. No findings and REVIEW_OK is the one "all clear". */
typedef struct review_findings review_findings;
int review_scan(review_findings **out, const review_scanner *scanner, const review_draft *draft);
void review_findings_free(review_findings *findings);

/* The JSON of docs/findings.schema.json, masked. */
const char *review_findings_json(const review_findings *findings);

typedef struct review_finding {
    size_t size;
    const char *id;          /* what decisions name */
    const char *rule;        /* "cn-identity/resident-id" */
    const char *category;
    const char *severity;    /* "low", "medium", "high", "critical" */
    const char *likelihood;  /* "possible", "likely", "certain" */
    const char *action;      /* of the policy: "allow", "review", "warn", "block" */
    const char *label;       /* "page 3" */
    const char *preview;     /* masked */
    const char *fingerprint; /* "" without a key */
    uint32_t page;           /* from 1; 0: not on a page */
    uint32_t part;
    uint32_t begin, end;     /* characters of the part */
    const double *quads;     /* eight numbers each, PDF points: corners from the lower left, counter-clockwise */
    size_t quad_count;
} review_finding;

typedef struct review_blind_spot {
    size_t size;
    const char *label;
    const char *reason; /* "image-only", "no-unicode", "encrypted", "unsupported", "limit", "malformed" */
    const char *detail;
    uint32_t page;
} review_blind_spot;

size_t review_findings_count(const review_findings *findings);
int review_findings_at(review_finding *out, const review_findings *findings, size_t index);
size_t review_findings_blind_spots(const review_findings *findings);
int review_findings_blind_spot_at(review_blind_spot *out, const review_findings *findings, size_t index);

/* What is concealed in it: the JSON of docs/inspection.schema.json, masked. What cannot be opened is REVIEW_UNREADABLE and the JSON. */
int review_inspect(char **out_json, const review_scanner *scanner, const review_draft *draft);

/* The file of decisions for it, YAML, everything undecided: docs/decisions.md. */
int review_decide(char **out_yaml, const review_scanner *scanner, const review_draft *draft);

/* PDF points of the page's default user space; never gets another field. */
typedef struct review_box {
    uint64_t page; /* from 1 */
    double x0, y0, x1, y1;
} review_box;

typedef struct review_redact_options {
    size_t size;
    int all;                   /* 1: every finding that the policy does not allow goes */
    const char *decisions;     /* the text of a file of decisions, YAML or JSON */
    const review_box *boxes;   /* what a person marked besides */
    size_t box_count;
    const char *width;         /* "exact", "line", "fixed"; NULL: "grid" */
    const char *on_unreadable; /* "remove", "rasterise"; NULL: "refuse" */
    const char *label;         /* a reason code that boxes show; PDF only */
    const char *label_font;
    const char *schema;        /* what was valid by it stays valid; XML only */
    int render;                /* 1: draws and compares as well */
} review_redact_options;

/* A copy without what had to go, proven. There is none unless everything was decided, cut and looked for again. */
typedef struct review_redaction review_redaction;
int review_redact(review_redaction **out, const review_scanner *scanner, const review_draft *draft,
                  const review_redact_options *options /* may be NULL: there must be nothing to decide */);
void review_redaction_free(review_redaction *redaction);
const void *review_redaction_bytes(const review_redaction *redaction);
size_t review_redaction_byte_count(const review_redaction *redaction);
const char *review_redaction_evidence(const review_redaction *redaction); /* the JSON of docs/evidence.schema.json */
/* Whole or not at all: the file appears under its name once it is on the disk. */
int review_redaction_write(const review_redaction *redaction, const char *path);

typedef struct review_verify_options {
    size_t size;
    const char *language;
    const char *const *roots;   /* files of trusted certificates, PEM; none: nothing verifies */
    size_t root_count;
    const char *const *crls;    /* revocation lists */
    size_t crl_count;
    const char *approval_rules; /* the rest is for bundles only: the file of rules a reader holds to, */
    const char *log_key;        /* the ledger's verifier key */
    const review_limits *limits;
} review_verify_options;

/* A signed document or a release bundle (a folder or its zip file): strict, and no secrets. REVIEW_OK: every check passed; else
   REVIEW_UNVERIFIED. The JSON is there in both cases and names each check and what was not looked at. */
int review_verify(char **out_json, const review_draft *document, const review_verify_options *options);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
