/* A whole signer: a key in a PEM file, with its certificate and those of its issuers in the same file. It stands for the library of a
   device's maker, which does the same with its own functions where this one calls OpenSSL.

   Build it with   cc -shared -fPIC -o example_signer.so example_signer.c -lcrypto
   and name it     review sign notice.pdf -o signed.pdf --key plugin:./example_signer.so@sha256:$(sha256sum example_signer.so | cut -c1-64)#seal.pem */
#include <stdio.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <review/plugin.h>

static int failed(review_signer_answer *to, const char *why) {
    ERR_clear_error();
    to->complain(to, why);
    return -1;
}

static FILE *open_file(const review_signer_question *about) {
    char path[1025];
    if (about->key.size == 0 || about->key.size >= sizeof path) return NULL;
    memcpy(path, about->key.utf8, about->key.size);
    path[about->key.size] = '\0';
    return fopen(path, "rbe");
}

/* OpenSSL asks for a passphrase here. Only one that was given: a device would ask for its PIN itself. */
static int passphrase(char *buffer, int size, int for_writing, void *context) {
    const review_signer_question *about = context;
    (void)for_writing;
    if (about->secret.size == 0 || about->secret.size > (size_t)size) return -1;
    memcpy(buffer, about->secret.utf8, about->secret.size);
    return (int)about->secret.size;
}

/* The first certificate of the file is the key's own, and so it is added first. */
static int certificates(void *self, const review_signer_question *about, review_signer_answer *to) {
    (void)self;
    FILE *file = open_file(about);
    if (file == NULL) return failed(to, "name a PEM file of a key and its certificate behind #");
    int refused = 0;
    for (X509 *one; refused == 0 && (one = PEM_read_X509(file, NULL, NULL, NULL)) != NULL; X509_free(one)) {
        unsigned char *der = NULL;
        const int size = i2d_X509(one, &der);
        const review_plugin_bytes bytes = {der, size > 0 ? (size_t)size : 0};
        refused = to->add(to, bytes);
        OPENSSL_free(der);
    }
    fclose(file);
    ERR_clear_error(); /* the end of the file is told as an error */
    return refused;
}

static int give_signature(EVP_PKEY *key, const review_signer_question *what, review_signer_answer *to) {
    unsigned char signature[4096];
    size_t size = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const int signs = context != NULL && EVP_DigestSignInit_ex(context, NULL, "SHA256", NULL, NULL, key, NULL) == 1 &&
                      EVP_DigestSign(context, signature, &size, what->message.bytes, what->message.size) == 1;
    EVP_MD_CTX_free(context);
    if (!signs) return failed(to, "the key cannot sign");
    const review_plugin_bytes bytes = {signature, size};
    return to->add(to, bytes);
}

static int is_scheme(const review_signer_question *what, const char *name) {
    return what->scheme.size == strlen(name) && memcmp(what->scheme.utf8, name, what->scheme.size) == 0;
}

static int sign(void *self, const review_signer_question *what, review_signer_answer *to) {
    (void)self;
    if (!is_scheme(what, "rsa-sha256") && !is_scheme(what, "ecdsa-sha256")) return failed(to, "it signs with RSA and ECDSA by SHA-256 alone");
    FILE *file = open_file(what);
    if (file == NULL) return failed(to, "name a PEM file of a key and its certificate behind #");
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, passphrase, (void *)what);
    fclose(file);
    if (key == NULL) return failed(to, "the file holds no private key, or needs another passphrase");
    const int refused = give_signature(key, what, to);
    EVP_PKEY_free(key);
    return refused;
}

int review_plugin_init(review_host *host) {
    const review_signer signer = {sizeof signer, "example-signer", certificates, sign, NULL};
    if (host->hello(host, REVIEW_PLUGIN_VERSION) != 0) return -1;
    /* A host of before there were signers does not have this function. */
    if (host->size < offsetof(review_host, add_signer) + sizeof host->add_signer) {
        host->complain(host, "this version of review takes no signers");
        return -1;
    }
    return host->add_signer(host, &signer);
}
