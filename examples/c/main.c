/* Codes a visit: the file that is named, or else an invented one. Prints the verdict in sentences, then the outcome. */

#include <ens_coding.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char VISIT[] =
    "{ \"payer\": { \"id\": \"medicare\" }, \"date_of_service\": \"2024-08-14\","
    "  \"setting\": { \"place_of_service\": \"11\", \"claim_form\": \"professional\" },"
    "  \"performers\": [{ \"id\": \"pt\", \"kind\": \"physical_therapist\" }],"
    "  \"plan_of_care\": { \"discipline\": \"pt\", \"certified\": true },"
    "  \"diagnoses\": [\"M17.11\"],"
    "  \"services\": [{ \"what\": { \"electrical_stimulation\": { \"attended\": false } }, \"minutes\": 15 }] }";

static char *whole_file(const char *path, size_t *len) {
    static char text[1 << 20]; /* a visit has a few kilobytes */
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    *len = fread(text, 1, sizeof text, file);
    fclose(file);
    return text;
}

/* Prints an answer, or the error that stands in its place, and gives it back. */
static void print(ens_status status, ens_text *text) {
    fprintf(status == ENS_STATUS_OK ? stdout : stderr, "%s\n", text->ptr);
    ens_text_free(text);
}

int main(int argc, char **argv) {
    const char *visit = VISIT;
    size_t len = strlen(VISIT);
    ens_rulebook *book;
    ens_text basis, outcome, explanation;
    ens_status status;

    if (argc > 1 && (visit = whole_file(argv[1], &len)) == NULL) {
        fprintf(stderr, "%s: cannot be read\n", argv[1]);
        return EXIT_FAILURE;
    }
    status = ens_rulebook_bundled(&book, &basis); /* once; any number of threads may use it */
    if (status != ENS_STATUS_OK) {
        print(status, &basis);
        return EXIT_FAILURE;
    }
    ens_text_free(&basis);

    status = ens_code(book, visit, len, &outcome);
    if (status == ENS_STATUS_OK) print(ens_explain(outcome.ptr, outcome.len, &explanation), &explanation);
    print(status, &outcome);
    ens_rulebook_free(&book);
    return status == ENS_STATUS_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
