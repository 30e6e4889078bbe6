/* Stands in for a parser that a file has taken over: preloaded, it is called in place of libgumbo's. What the file says is
   what it does. */
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int says(const char *text, size_t size, const char *word) { return memmem(text, size, word, strlen(word)) != NULL; }

void *gumbo_parse_with_options(const void *options, const char *text, size_t size) {
    (void)options;
    if (says(text, size, "CONNECT")) socket(AF_INET, SOCK_STREAM, 0);
    if (says(text, size, "RUN")) execl("/bin/sh", "sh", "-c", "touch taken-over", NULL);
    if (says(text, size, "CRASH")) kill(getpid(), SIGSEGV), *(volatile int *)0 = 1;
    _exit(0);
}
