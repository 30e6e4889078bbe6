/* What a plug-in of libreview is written against: C, and nothing else of libreview. docs/plugins.md has the rules.

   A plug-in is one shared object exporting review_plugin_init(). It is loaded by its path and its SHA-256, never by search.
   Every struct begins with its size: released fields never change, new ones are appended, and `size` tells which are there.
   Texts are UTF-8, not terminated, and live during the call they are given to only. No function may let a C++ exception out. */
#ifndef REVIEW_PLUGIN_H
#define REVIEW_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define REVIEW_PLUGIN_VERSION 1u

#if defined(__GNUC__)
#define REVIEW_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define REVIEW_PLUGIN_EXPORT
#endif

typedef struct review_plugin_text {
    const char *utf8;
    size_t size;
} review_plugin_text;

/* Judges a value that a rule of a pack names it for: `check: NAME`. A value it does not accept is no finding. */
typedef struct review_verifier {
    size_t size;      /* sizeof(review_verifier) when the plug-in was built; so for all that follow */
    const char *name; /* lower-case letters, digits and hyphens; terminated. The host copies it */
    int (*accepts)(void *self, review_plugin_text value); /* 1 yes, 0 no, anything else: could not tell. Any thread */
    void *self;
} review_verifier;

enum { REVIEW_LOW, REVIEW_MEDIUM, REVIEW_HIGH, REVIEW_CRITICAL };             /* severity */
enum { REVIEW_POSSIBLE, REVIEW_LIKELY, REVIEW_CERTAIN };                      /* likelihood */
enum { REVIEW_PERSONAL, REVIEW_TRADE, REVIEW_CLASSIFIED, REVIEW_WORK_SECRET, REVIEW_CREDENTIAL, REVIEW_TERM }; /* category */

typedef struct review_detection {
    size_t size;
    size_t begin, end;       /* bytes of the text, between characters */
    review_plugin_text rule; /* "passport": the finding is "NAME/passport" */
    int32_t category, severity, likelihood;
} review_detection;

typedef struct review_detections {
    size_t size;
    int (*add)(struct review_detections *to, const review_detection *found); /* 0, or it is refused: return that */
} review_detections;

/* Looks at the whole text of each page, cell, annotation. */
typedef struct review_detector {
    size_t size;
    const char *name;
    int (*detect)(void *self, review_plugin_text text, review_detections *to); /* 0, or it could not look. Any thread */
    void *self;
} review_detector;

/* A page as a reader sees it: a byte a pixel, 0 is black, rows from the top. */
typedef struct review_picture {
    size_t size;
    uint32_t width, height, dots_per_inch;
    uint32_t seconds;  /* that reading it may take */
    size_t row_bytes;
    const uint8_t *grey;
} review_picture;

enum { REVIEW_SAME_WORD, REVIEW_NEW_WORD, REVIEW_NEW_LINE, REVIEW_NEW_BLOCK }; /* how a piece follows the one before */

/* A character, a word or a code. The box counts in pixels from the upper left corner of the picture. */
typedef struct review_piece {
    size_t size;
    review_plugin_text text;
    double x0, y0, x1, y1;
    double confidence; /* 0 to 100 */
    int32_t start;
    int32_t whole;     /* 1: its characters have no places of their own, who cuts one cuts all */
} review_piece;

typedef struct review_pieces {
    size_t size;
    int (*add)(struct review_pieces *to, const review_piece *piece); /* 0, or it is refused: return that */
} review_pieces;

typedef struct review_picture_reader {
    size_t size;
    const char *name; /* with version and languages: "tesseract 5.3.0 (chi_sim+eng)" */
    int (*read)(void *self, const review_picture *picture, review_pieces *to); /* 0, or it could not look. One thread at a time */
    void *self;
} review_picture_reader;

/* Bytes that are no text. They live during the call they are given to only. */
typedef struct review_plugin_bytes {
    const uint8_t *bytes;
    size_t size;
} review_plugin_bytes;

/* What a signer is asked. For certificates the last four are empty. */
typedef struct review_signer_question {
    size_t size;
    review_plugin_text key;          /* what stands behind # of --key: which of the signer's keys. May be empty */
    review_plugin_text secret;       /* of --passphrase-env or --passphrase-fd; empty: the signer asks for itself, where it has to */
    review_plugin_text scheme;       /* "rsa-sha256", "rsa-pss-sha256", "ecdsa-sha256", "ed25519", "sm2-sm3" (docs/signing.md) */
    review_plugin_bytes certificate; /* DER: the one whose key is to sign */
    review_plugin_bytes message;     /* what is signed */
    review_plugin_bytes digest;      /* of it, for what signs digests; of SM2 with the signer's Z. None for "ed25519" */
} review_signer_question;

typedef struct review_signer_answer {
    size_t size;
    int (*add)(struct review_signer_answer *to, review_plugin_bytes bytes); /* 0, or it is refused: return that */
    /* Why the signer is about to fail, for the user. Never a PIN, never what is signed. */
    void (*complain)(struct review_signer_answer *to, const char *sentence);
} review_signer_answer;

/* Holds private keys, for --key plugin:PATH@sha256:HEX#KEY; one a plug-in. One thread at a time, and never in a worker. */
typedef struct review_signer {
    size_t size;
    const char *name; /* as of a verifier */
    /* Adds certificates in DER: the key's own, then issuers'. None, or a null pointer here: --cert says it. 0, or it could not look. */
    int (*certificates)(void *self, const review_signer_question *about, review_signer_answer *to);
    /* Adds one signature, raw: elliptic ones DER or r and s side by side. 0, or it did not sign. The host verifies it. */
    int (*sign)(void *self, const review_signer_question *what, review_signer_answer *to);
    void *self;
} review_signer;

typedef struct review_host {
    size_t size;
    uint32_t version; /* REVIEW_PLUGIN_VERSION of the host */
    /* First of all: what the plug-in was built against. Not 0: the host does not know that version; return it. */
    int (*hello)(struct review_host *host, uint32_t version);
    /* 0, or it is refused: return that. `self` and functions live as long as the process. */
    int (*add_verifier)(struct review_host *host, const review_verifier *verifier);
    int (*add_detector)(struct review_host *host, const review_detector *detector);
    int (*add_picture_reader)(struct review_host *host, const review_picture_reader *reader);
    /* Why review_plugin_init() is about to fail, for the user. Never text of a draft. */
    void (*complain)(struct review_host *host, const char *sentence);
    /* There where `size` reaches beyond it: a host of before signers has none. */
    int (*add_signer)(struct review_host *host, const review_signer *signer);
} review_host;

/* 0, or the plug-in is not loaded and nothing is done without it. Called once, before any thread of the host. */
REVIEW_PLUGIN_EXPORT int review_plugin_init(review_host *host);

#ifdef __cplusplus
}
#endif
#endif
