/* review.h for index.js, by N-API. A call copies what it is given, works in libuv's pool, and hands over what it made in the event
   loop; a scanner lives until no call uses it and JavaScript has forgotten it (a reference). */
#include <stdlib.h>
#include <string.h>

#include <node_api.h>

#include <review/review.h>

typedef struct texts {
    char **all;
    size_t count;
} texts;

static void free_texts(texts *list) {
    for (size_t i = 0; i < list->count; ++i) free(list->all[i]);
    free(list->all);
    list->all = NULL;
    list->count = 0;
}

/* NULL for null; *bad for what is no text, or holds a zero byte: half a word is another word. */
static char *text_of(napi_env env, napi_value value, int *bad) {
    napi_valuetype type;
    size_t size = 0, got = 0;
    if (napi_typeof(env, value, &type) != napi_ok || (type != napi_null && type != napi_string)) return *bad = 1, NULL;
    if (type == napi_null) return NULL;
    char *text = napi_get_value_string_utf8(env, value, NULL, 0, &size) == napi_ok ? malloc(size + 1) : NULL;
    if (!text || napi_get_value_string_utf8(env, value, text, size + 1, &got) != napi_ok || strlen(text) != size) {
        free(text);
        return *bad = 1, NULL;
    }
    return text;
}

static texts texts_of(napi_env env, napi_value value, int *bad) {
    texts list = {NULL, 0};
    napi_valuetype type;
    bool array = false;
    uint32_t length = 0;
    if (napi_typeof(env, value, &type) != napi_ok) return *bad = 1, list;
    if (type == napi_null) return list;
    if (napi_is_array(env, value, &array) != napi_ok || !array || napi_get_array_length(env, value, &length) != napi_ok) return *bad = 1, list;
    list.all = calloc((size_t)length + 1, sizeof *list.all);
    if (!list.all) return *bad = 1, list;
    for (; list.count < length && !*bad; ++list.count) {
        napi_value one;
        if (napi_get_element(env, value, (uint32_t)list.count, &one) != napi_ok) *bad = 1;
        else list.all[list.count] = text_of(env, one, bad);
    }
    return list;
}

/* Whole and from 0 to 2^53, or null, which is 0: what does not fit would become another limit, or none. */
static uint64_t number_of(napi_env env, napi_value value, int *bad) {
    napi_valuetype type;
    double number = 0;
    if (napi_typeof(env, value, &type) != napi_ok) return *bad = 1, 0;
    if (type == napi_null) return 0;
    if (napi_get_value_double(env, value, &number) != napi_ok || !(number >= 0 && number <= 9007199254740992.0)) return *bad = 1, 0;
    if ((double)(uint64_t)number != number) *bad = 1;
    return (uint64_t)number;
}

static napi_value wrong(napi_env env) {
    napi_throw_type_error(env, NULL, "an argument of libreview has the wrong type, a text holds a zero character, or a number is out of range");
    return NULL;
}

static napi_value js_text(napi_env env, const char *text) {
    napi_value value = NULL;
    if (text) napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
    else napi_get_null(env, &value);
    return value;
}

static void forget_scanner(napi_env env, void *scanner, void *hint) {
    (void)env, (void)hint;
    review_scanner_free(scanner);
}

/* make(language, policy, channel, packs, packFiles, terms, regexes, fileBytes, seconds) -> {scanner} or {status, details} */
static napi_value make(napi_env env, napi_callback_info info) {
    napi_value arguments[9], result, value;
    size_t count = 9;
    int bad = 0;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok || count != 9) return wrong(env);
    texts words = {calloc(3, sizeof(char *)), 3}, lists[4];
    if (!words.all) return wrong(env);
    for (size_t i = 0; i < 3; ++i) words.all[i] = text_of(env, arguments[i], &bad);
    for (size_t i = 0; i < 4; ++i) lists[i] = texts_of(env, arguments[3 + i], &bad);
    review_limits limits = {.size = sizeof limits, .file_bytes = number_of(env, arguments[7], &bad), .seconds = number_of(env, arguments[8], &bad)};
    review_scanner_options options = {.size = sizeof options, .language = words.all[0], .policy = words.all[1], .channel = words.all[2],
        .packs = (const char *const *)lists[0].all, .pack_count = lists[0].count, .pack_files = (const char *const *)lists[1].all,
        .pack_file_count = lists[1].count, .terms = (const char *const *)lists[2].all, .term_count = lists[2].count,
        .regexes = (const char *const *)lists[3].all, .regex_count = lists[3].count, .limits = &limits};
    review_scanner *scanner = NULL;
    int status = bad ? REVIEW_USAGE : review_scanner_new(&scanner, &options);
    free_texts(&words);
    for (size_t i = 0; i < 4; ++i) free_texts(&lists[i]);
    if (bad) return wrong(env);
    napi_create_object(env, &result);
    napi_create_int32(env, status, &value);
    napi_set_named_property(env, result, "status", value);
    napi_set_named_property(env, result, "details", js_text(env, review_last_error_json()));
    if (scanner && napi_create_external(env, scanner, forget_scanner, NULL, &value) == napi_ok) napi_set_named_property(env, result, "scanner", value);
    return result;
}

/* One call on its way. */
typedef struct job {
    napi_async_work work;
    napi_ref scanner_reference, callback;
    char kind[8];
    const review_scanner *scanner;
    void *bytes;
    size_t byte_count;
    texts draft, words; /* path, name, password; what the kind needs */
    int all;
    /* What came of it. */
    int status;
    char *details, *text;
    review_redaction *redaction;
} job;

static void free_job(napi_env env, job *j) {
    if (j->work) napi_delete_async_work(env, j->work);
    if (j->scanner_reference) napi_delete_reference(env, j->scanner_reference);
    if (j->callback) napi_delete_reference(env, j->callback);
    free_texts(&j->draft);
    free_texts(&j->words);
    free(j->bytes);
    free(j->details);
    free(j->text);
    review_redaction_free(j->redaction);
    free(j);
}

static char *copy_text(const char *text) {
    char *copy = text ? malloc(strlen(text) + 1) : NULL;
    return copy ? strcpy(copy, text) : NULL;
}

static int scan(job *j, const review_draft *draft) {
    review_findings *found = NULL;
    int status = review_scan(&found, j->scanner, draft);
    if (found) j->text = copy_text(review_findings_json(found));
    review_findings_free(found);
    return status;
}

static int redact(job *j, const review_draft *draft) {
    review_redact_options options = {.size = sizeof options, .all = j->all, .decisions = j->words.all[0], .width = j->words.all[1],
                                     .on_unreadable = j->words.all[2], .label = j->words.all[3]};
    int status = review_redact(&j->redaction, j->scanner, draft, &options);
    if (j->redaction) j->text = copy_text(review_redaction_evidence(j->redaction));
    return status;
}

static int verify(job *j, const review_draft *draft) {
    review_verify_options options = {.size = sizeof options, .roots = (const char *const *)j->words.all, .root_count = j->words.count};
    char *json = NULL;
    int status = review_verify(&json, draft, &options);
    j->text = copy_text(json);
    review_free(json);
    return status;
}

static int inspect(job *j, const review_draft *draft) {
    char *json = NULL;
    int status = review_inspect(&json, j->scanner, draft);
    j->text = copy_text(json);
    review_free(json);
    return status;
}

/* In a thread of the pool: no JavaScript here. */
static void execute(napi_env env, void *data) {
    (void)env;
    job *j = data;
    review_draft draft = {.size = sizeof draft, .bytes = j->bytes, .byte_count = j->byte_count, .path = j->draft.all[0], .name = j->draft.all[1],
                          .password = j->draft.all[2]};
    int (*const work)(job *, const review_draft *) = strcmp(j->kind, "scan") == 0 ? scan : strcmp(j->kind, "redact") == 0 ? redact
                                                     : strcmp(j->kind, "verify") == 0 ? verify : inspect;
    j->status = work(j, &draft);
    j->details = copy_text(review_last_error_json());
    if (j->status == REVIEW_OK && !j->text) j->status = REVIEW_FAULT; /* no memory for the copy */
}

static void complete(napi_env env, napi_status ended, void *data) {
    job *j = data;
    napi_value callback, global, arguments[4];
    if (ended != napi_ok) j->status = REVIEW_FAULT;
    const int copy = j->status == REVIEW_OK && j->redaction;
    napi_get_null(env, &arguments[3]);
    if (copy && napi_create_buffer_copy(env, review_redaction_byte_count(j->redaction), review_redaction_bytes(j->redaction), NULL, &arguments[3]) != napi_ok) {
        j->status = REVIEW_FAULT;
    }
    napi_create_int32(env, j->status, &arguments[0]);
    arguments[1] = js_text(env, j->details);
    arguments[2] = js_text(env, j->text);
    napi_get_reference_value(env, j->callback, &callback);
    napi_get_global(env, &global);
    free_job(env, j);
    napi_call_function(env, global, callback, 4, arguments, NULL);
}

/* run(kind, bytes or null, [path, name, password], scanner or null, all, words, callback(status, details, text, copy)) */
static napi_value run(napi_env env, napi_callback_info info) {
    napi_value arguments[7], name;
    size_t count = 7, size = 0;
    int bad = 0;
    bool buffer = false, all = false;
    job *j = calloc(1, sizeof *j);
    if (!j || napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok || count != 7) return free(j), wrong(env);
    napi_valuetype scanner_type, bytes_type, callback_type;
    napi_get_value_string_utf8(env, arguments[0], j->kind, sizeof j->kind, &size);
    napi_typeof(env, arguments[1], &bytes_type);
    if (bytes_type != napi_null) {
        void *bytes = NULL;
        napi_is_buffer(env, arguments[1], &buffer);
        bad |= !buffer || napi_get_buffer_info(env, arguments[1], &bytes, &j->byte_count) != napi_ok || !(j->bytes = malloc(j->byte_count + 1));
        if (!bad && j->byte_count > 0) memcpy(j->bytes, bytes, j->byte_count);
    }
    j->draft = texts_of(env, arguments[2], &bad);
    j->words = texts_of(env, arguments[5], &bad);
    bad |= j->draft.count != 3 || (strcmp(j->kind, "redact") == 0 && j->words.count != 4);
    napi_typeof(env, arguments[3], &scanner_type);
    if (scanner_type == napi_external) {
        bad |= napi_get_value_external(env, arguments[3], (void **)&j->scanner) != napi_ok || napi_create_reference(env, arguments[3], 1, &j->scanner_reference) != napi_ok;
    }
    bad |= napi_get_value_bool(env, arguments[4], &all) != napi_ok || napi_typeof(env, arguments[6], &callback_type) != napi_ok || callback_type != napi_function;
    j->all = all ? 1 : 0;
    bad = bad || napi_create_reference(env, arguments[6], 1, &j->callback) != napi_ok || napi_create_string_utf8(env, "libreview", NAPI_AUTO_LENGTH, &name) != napi_ok ||
          napi_create_async_work(env, NULL, name, execute, complete, j, &j->work) != napi_ok || napi_queue_async_work(env, j->work) != napi_ok;
    if (bad) return free_job(env, j), wrong(env);
    return NULL;
}

static napi_value start(napi_env env, napi_value exports) {
    napi_value value;
    napi_create_function(env, "make", NAPI_AUTO_LENGTH, make, NULL, &value);
    napi_set_named_property(env, exports, "make", value);
    napi_create_function(env, "run", NAPI_AUTO_LENGTH, run, NULL, &value);
    napi_set_named_property(env, exports, "run", value);
    napi_set_named_property(env, exports, "version", js_text(env, review_version()));
    return exports;
}

NAPI_MODULE(review_node, start)
