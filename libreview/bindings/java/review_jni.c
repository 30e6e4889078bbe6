/* review.h for libreview.Review. Texts cross as UTF-16, since JNI's own "UTF-8" is another for characters beyond 16 bits. What is
   made here is freed before the call ends; a Java exception that waits ends the call. */
#include <jni.h>
#include <stdlib.h>
#include <string.h>

#include <review/review.h>

/* Everything one call holds. */
typedef struct call {
    JNIEnv *env;
    int failed;      /* an exception waits */
    void *held[64];  /* freed at its end */
    size_t count;
} call;

static void throw_memory(call *c) {
    c->failed = 1;
    if (!(*c->env)->ExceptionCheck(c->env)) (*c->env)->ThrowNew(c->env, (*c->env)->FindClass(c->env, "java/lang/OutOfMemoryError"), "libreview_jni");
}

static void *hold(call *c, void *memory) {
    if (memory && c->count < sizeof c->held / sizeof *c->held) return c->held[c->count++] = memory;
    free(memory);
    throw_memory(c);
    return NULL;
}

static void finish(call *c) {
    while (c->count > 0) free(c->held[--c->count]);
}

static jclass string_class(JNIEnv *env) { return (*env)->FindClass(env, "java/lang/String"); }

/* UTF-8 by Java's own encoder; NULL for null. */
static char *utf8(call *c, jstring text) {
    JNIEnv *env = c->env;
    if (!text || c->failed) return NULL;
    jmethodID method = (*env)->GetMethodID(env, string_class(env), "getBytes", "(Ljava/lang/String;)[B");
    jstring charset = (*env)->NewStringUTF(env, "UTF-8");
    jbyteArray bytes = method && charset ? (*env)->CallObjectMethod(env, text, method, charset) : NULL;
    if (!bytes || (*env)->ExceptionCheck(env)) return c->failed = 1, NULL;
    jsize size = (*env)->GetArrayLength(env, bytes);
    char *copy = hold(c, calloc((size_t)size + 1, 1));
    if (copy) (*env)->GetByteArrayRegion(env, bytes, 0, size, (jbyte *)copy);
    /* A zero byte would end the text early for C: half a word is another word. */
    if (copy && strlen(copy) != (size_t)size) {
        c->failed = 1;
        (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/IllegalArgumentException"), "a text holds a zero character");
    }
    (*env)->DeleteLocalRef(env, bytes);
    return c->failed ? NULL : copy;
}

static jstring java_text(JNIEnv *env, const char *text) {
    if (!text || (*env)->ExceptionCheck(env)) return NULL;
    jsize size = (jsize)strlen(text);
    jbyteArray bytes = (*env)->NewByteArray(env, size);
    if (!bytes) return NULL;
    (*env)->SetByteArrayRegion(env, bytes, 0, size, (const jbyte *)text);
    jmethodID made = (*env)->GetMethodID(env, string_class(env), "<init>", "([BLjava/lang/String;)V");
    return made ? (*env)->NewObject(env, string_class(env), made, bytes, (*env)->NewStringUTF(env, "UTF-8")) : NULL;
}

static const char **texts(call *c, jobjectArray array, size_t *count) {
    JNIEnv *env = c->env;
    *count = 0;
    if (!array || c->failed) return NULL;
    jsize length = (*env)->GetArrayLength(env, array);
    const char **all = hold(c, calloc((size_t)length + 1, sizeof *all));
    if (!all) return NULL;
    char *joined = NULL;
    size_t used = 0, *starts = hold(c, calloc((size_t)length + 1, sizeof *starts));
    for (jsize i = 0; i < length && !c->failed; ++i) {
        jstring text = (*env)->GetObjectArrayElement(env, array, i);
        call one = {env, 0, {0}, 0};
        const char *word = utf8(&one, text);
        c->failed |= one.failed;
        size_t size = word ? strlen(word) + 1 : 0;
        char *more = size > 0 ? realloc(joined, used + size) : NULL;
        if (more) {
            memcpy(more + used, word, size);
            joined = more;
            starts[i] = used;
            used += size;
        } else if (!c->failed) {
            throw_memory(c);
        }
        finish(&one);
        (*env)->DeleteLocalRef(env, text);
    }
    if (joined && !hold(c, joined)) return NULL;
    for (jsize i = 0; i < length && !c->failed; ++i) all[i] = joined + starts[i];
    *count = (size_t)length;
    return c->failed ? NULL : all;
}

static char *word(call *c, jobjectArray words, jsize index) {
    return c->failed ? NULL : utf8(c, (*c->env)->GetObjectArrayElement(c->env, words, index));
}

static review_draft draft_of(call *c, jbyteArray document, jstring name) {
    review_draft draft = {.size = sizeof draft, .name = utf8(c, name)};
    if (!document || c->failed) return draft;
    jsize size = (*c->env)->GetArrayLength(c->env, document);
    void *copy = hold(c, malloc((size_t)size + 1));
    if (!copy) return draft;
    (*c->env)->GetByteArrayRegion(c->env, document, 0, size, copy);
    draft.bytes = copy;
    draft.byte_count = (size_t)size;
    return draft;
}

/* The exception for what review.h said last in this thread. `result` is what was seen all the same. */
static void check(call *c, int status, const char *result) {
    JNIEnv *env = c->env;
    if (status == REVIEW_OK || c->failed) return;
    c->failed = 1;
    jclass type = (*env)->FindClass(env, "libreview/ReviewException");
    jmethodID of = type ? (*env)->GetStaticMethodID(env, type, "of",
                              "(ILjava/lang/String;Ljava/lang/String;Ljava/lang/String;)Llibreview/ReviewException;") : NULL;
    jstring message = java_text(env, review_last_error()), details = java_text(env, review_last_error_json()), seen = java_text(env, result);
    if (!of || (*env)->ExceptionCheck(env)) return;
    jthrowable exception = (*env)->CallStaticObjectMethod(env, type, of, (jint)status, message, details, seen);
    if (!(*env)->ExceptionCheck(env) && exception) (*env)->Throw(env, exception);
}

static jstring checked_text(call *c, int status, char *text) {
    check(c, status, text);
    jstring result = c->failed ? NULL : java_text(c->env, text);
    review_free(text);
    finish(c);
    return result;
}

JNIEXPORT jstring JNICALL Java_libreview_Review_version(JNIEnv *env, jclass self) {
    (void)self;
    return java_text(env, review_version());
}

JNIEXPORT jlong JNICALL Java_libreview_Review_make(JNIEnv *env, jclass self, jobjectArray words, jobjectArray packs, jobjectArray pack_files,
                                                   jobjectArray terms, jobjectArray regexes, jlongArray limits) {
    (void)self;
    call c = {env, 0, {0}, 0};
    jlong numbers[2] = {0, 0};
    (*env)->GetLongArrayRegion(env, limits, 0, 2, numbers);
    review_limits most = {.size = sizeof most, .file_bytes = (uint64_t)numbers[0], .seconds = (uint64_t)numbers[1]};
    review_scanner_options options = {.size = sizeof options, .language = word(&c, words, 0), .policy = word(&c, words, 1),
                                      .channel = word(&c, words, 2), .limits = &most};
    options.packs = texts(&c, packs, &options.pack_count);
    options.pack_files = texts(&c, pack_files, &options.pack_file_count);
    options.terms = texts(&c, terms, &options.term_count);
    options.regexes = texts(&c, regexes, &options.regex_count);
    review_scanner *scanner = NULL;
    if (!c.failed) check(&c, review_scanner_new(&scanner, &options), NULL);
    finish(&c);
    return (jlong)(intptr_t)scanner;
}

JNIEXPORT void JNICALL Java_libreview_Review_free(JNIEnv *env, jclass self, jlong scanner) {
    (void)env, (void)self;
    review_scanner_free((review_scanner *)(intptr_t)scanner);
}

JNIEXPORT jstring JNICALL Java_libreview_Review_scan(JNIEnv *env, jclass self, jlong scanner, jbyteArray document, jstring name) {
    (void)self;
    call c = {env, 0, {0}, 0};
    review_draft draft = draft_of(&c, document, name);
    review_findings *found = NULL;
    if (!c.failed) {
        int status = review_scan(&found, (const review_scanner *)(intptr_t)scanner, &draft);
        check(&c, status, found ? review_findings_json(found) : NULL);
    }
    jstring result = c.failed ? NULL : java_text(env, review_findings_json(found));
    review_findings_free(found);
    finish(&c);
    return result;
}

JNIEXPORT jstring JNICALL Java_libreview_Review_inspect(JNIEnv *env, jclass self, jlong scanner, jbyteArray document, jstring name) {
    (void)self;
    call c = {env, 0, {0}, 0};
    review_draft draft = draft_of(&c, document, name);
    char *json = NULL;
    int status = c.failed ? REVIEW_OK : review_inspect(&json, (const review_scanner *)(intptr_t)scanner, &draft);
    return checked_text(&c, status, json);
}

static jobjectArray copy_and_evidence(JNIEnv *env, const review_redaction *made) {
    size_t size = review_redaction_byte_count(made);
    if (size > 0x7ffffff7) return NULL; /* the longest array of Java */
    jobjectArray both = (*env)->NewObjectArray(env, 2, (*env)->FindClass(env, "java/lang/Object"), NULL);
    jbyteArray copy = both ? (*env)->NewByteArray(env, (jsize)size) : NULL;
    if (!copy) return NULL;
    (*env)->SetByteArrayRegion(env, copy, 0, (jsize)size, review_redaction_bytes(made));
    (*env)->SetObjectArrayElement(env, both, 0, copy);
    (*env)->SetObjectArrayElement(env, both, 1, java_text(env, review_redaction_evidence(made)));
    return both;
}

JNIEXPORT jobjectArray JNICALL Java_libreview_Review_redact(JNIEnv *env, jclass self, jlong scanner, jbyteArray document, jstring name, jboolean all,
                                                            jobjectArray words) {
    (void)self;
    call c = {env, 0, {0}, 0};
    review_draft draft = draft_of(&c, document, name);
    review_redact_options options = {.size = sizeof options, .all = all ? 1 : 0, .decisions = word(&c, words, 0), .width = word(&c, words, 1),
                                     .on_unreadable = word(&c, words, 2), .label = word(&c, words, 3)};
    review_redaction *made = NULL;
    if (!c.failed) check(&c, review_redact(&made, (const review_scanner *)(intptr_t)scanner, &draft, &options), NULL);
    jobjectArray result = c.failed ? NULL : copy_and_evidence(env, made);
    if (!result && !c.failed) throw_memory(&c);
    review_redaction_free(made);
    finish(&c);
    return result;
}

JNIEXPORT jstring JNICALL Java_libreview_Review_check(JNIEnv *env, jclass self, jbyteArray document, jstring name, jobjectArray roots) {
    (void)self;
    call c = {env, 0, {0}, 0};
    review_draft draft = draft_of(&c, document, name);
    review_verify_options options = {.size = sizeof options};
    options.roots = texts(&c, roots, &options.root_count);
    char *json = NULL;
    int status = c.failed ? REVIEW_OK : review_verify(&json, &draft, &options);
    return checked_text(&c, status, json);
}
