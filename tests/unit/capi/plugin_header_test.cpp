#include <catch2/catch.hpp>

#include <cstddef>

#include <review/plugin.h>

// Of 64-bit machines, in words of eight bytes: plug-ins that were built once count on it. What is appended gets a line of its own.
#define REVIEW_STANDS(type, field, word) CHECK(offsetof(type, field) == 8 * (word))

TEST_CASE("released fields of plugin.h stay where they are") {
    REQUIRE(sizeof(void*) == 8);
    CHECK(REVIEW_PLUGIN_VERSION == 1);
    REVIEW_STANDS(review_plugin_text, size, 1);
    REVIEW_STANDS(review_verifier, name, 1);
    REVIEW_STANDS(review_verifier, accepts, 2);
    REVIEW_STANDS(review_verifier, self, 3);
    REVIEW_STANDS(review_detection, begin, 1);
    REVIEW_STANDS(review_detection, end, 2);
    REVIEW_STANDS(review_detection, rule, 3);
    REVIEW_STANDS(review_detection, category, 5);
    REVIEW_STANDS(review_detection, likelihood, 6);
    REVIEW_STANDS(review_detections, add, 1);
    REVIEW_STANDS(review_detector, detect, 2);
    REVIEW_STANDS(review_detector, self, 3);
    REVIEW_STANDS(review_picture, width, 1);
    REVIEW_STANDS(review_picture, dots_per_inch, 2);
    REVIEW_STANDS(review_picture, row_bytes, 3);
    REVIEW_STANDS(review_picture, grey, 4);
    REVIEW_STANDS(review_piece, text, 1);
    REVIEW_STANDS(review_piece, x0, 3);
    REVIEW_STANDS(review_piece, confidence, 7);
    REVIEW_STANDS(review_piece, start, 8);
    REVIEW_STANDS(review_pieces, add, 1);
    REVIEW_STANDS(review_picture_reader, read, 2);
    REVIEW_STANDS(review_picture_reader, self, 3);
    REVIEW_STANDS(review_host, version, 1);
    REVIEW_STANDS(review_host, hello, 2);
    REVIEW_STANDS(review_host, add_verifier, 3);
    REVIEW_STANDS(review_host, add_detector, 4);
    REVIEW_STANDS(review_host, add_picture_reader, 5);
    REVIEW_STANDS(review_host, complain, 6);
    REVIEW_STANDS(review_host, add_signer, 7);
    REVIEW_STANDS(review_plugin_bytes, size, 1);
    REVIEW_STANDS(review_signer_question, key, 1);
    REVIEW_STANDS(review_signer_question, secret, 3);
    REVIEW_STANDS(review_signer_question, scheme, 5);
    REVIEW_STANDS(review_signer_question, certificate, 7);
    REVIEW_STANDS(review_signer_question, message, 9);
    REVIEW_STANDS(review_signer_question, digest, 11);
    REVIEW_STANDS(review_signer_answer, add, 1);
    REVIEW_STANDS(review_signer_answer, complain, 2);
    REVIEW_STANDS(review_signer, name, 1);
    REVIEW_STANDS(review_signer, certificates, 2);
    REVIEW_STANDS(review_signer, sign, 3);
    REVIEW_STANDS(review_signer, self, 4);
}
