/* What another program in C does first: it compiles as C11, links the shared library alone, and scans. */
#include <stdio.h>
#include <string.h>

#include <review/review.h>

int main(void) {
    static const char text[] = "身份证号码：110101199003078515\n";
    review_scanner *scanner;
    review_findings *findings;
    review_draft draft = {.size = sizeof draft, .name = "note.txt", .bytes = text, .byte_count = strlen(text)};
    review_finding finding = {.size = sizeof finding};
    if (review_scanner_new(&scanner, NULL) != REVIEW_OK || review_scan(&findings, scanner, &draft) != REVIEW_OK ||
        review_findings_at(&finding, findings, 0) != REVIEW_OK) {
        fprintf(stderr, "%s\n", review_last_error());
        return 1;
    }
    printf("%s %s\n", finding.rule, finding.preview);
    review_findings_free(findings);
    review_scanner_free(scanner);
    return 0;
}
