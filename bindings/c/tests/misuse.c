/*
 * misuse PACK [MEGABYTES]: everything that a caller can do wrong and that is not undefined: a status, an error, no crash.
 *
 * PACK is a file with the bytes of one table; MEGABYTES is the size of the large inputs, 64 unless told.
 */

#include <ens_coding.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check.h"
#include "services.h"

typedef ens_status (*asker)(const ens_rulebook *book, const char *text, size_t len, ens_text *out);

#define SERVICE(name) ens_##name,
static const asker documents[] = {DOCUMENTS(SERVICE)}, streams[] = {STREAMS(SERVICE)};

static const char VISIT[] =
    "{\"payer\":{\"id\":\"medicare\"},\"date_of_service\":\"2026-03-04\",\"setting\":{\"place_of_service\":\"11\","
    "\"claim_form\":\"professional\"},\"services\":[{\"what\":{\"electrical_stimulation\":{\"attended\":false}},"
    "\"minutes\":15}]}";
static const char CLAIM[] = "{\"lines\":[{\"code\":\"97110\",\"units\":1}]}";
static const char PRACTICE[] =
    "{\"payer\":{\"id\":\"medicare\"},\"from\":\"2025-01-01\",\"to\":\"2025-12-31\",\"clinicians\":[{\"id\":\"a\","
    "\"trials\":50,\"permanent_implants\":19}]}";
/* Stands in documents at places where it is wrong; no error may repeat it. */
static const char SECRET[] = "Erika-Mustermann";

static ens_rulebook *book;

/* The status and first code of an answer; gives it back, twice. */
static int ends(ens_status status, ens_text *out, ens_status wanted, const char *code) {
    char begin[96];
    int good = status == wanted && out->ptr != NULL && strlen(out->ptr) == out->len;
    snprintf(begin, sizeof begin, "{\"error\":{\"code\":\"%s", code == NULL ? "" : code);
    good = good && (code == NULL || strncmp(out->ptr, begin, strlen(begin)) == 0);
    good = good && strstr(out->ptr, SECRET) == NULL;
    if (!good) {
        fprintf(stderr, "status %d, expected %d %s: %.200s\n", (int)status, (int)wanted, code == NULL ? "" : code,
                out->ptr == NULL ? "(NULL)" : out->ptr);
    }
    ens_text_free(out);
    good = good && out->ptr == NULL && out->len == 0;
    ens_text_free(out);
    return good;
}

#define OK(call) CHECK(ends((call), &out, ENS_STATUS_OK, NULL))
#define REFUSED(call, code) CHECK(ends((call), &out, ENS_STATUS_REFUSED, (code)))
#define INVALID(call, code) CHECK(ends((call), &out, ENS_STATUS_INVALID_ARGUMENT, (code)))

static void numbers(void) {
    CHECK(ENS_STATUS_OK == 0 && ENS_STATUS_REFUSED == 1 && ENS_STATUS_INVALID_ARGUMENT == 2 && ENS_STATUS_INTERNAL == 3);
    CHECK(sizeof(ens_status) == 4);
    CHECK(ens_abi_version() == ENS_ABI_VERSION);
    CHECK(strchr(ens_version(), '.') != NULL);
}

static void nulls(void) {
    ens_text out;
    ens_rulebook *none = NULL, *made = book;
    size_t visit = strlen(VISIT), claim = strlen(CLAIM);
    INVALID(ens_edit(NULL, VISIT, visit, CLAIM, claim, &out), "argument/null");
    INVALID(ens_edit(book, NULL, visit, CLAIM, claim, &out), "argument/null");
    INVALID(ens_edit(book, VISIT, visit, NULL, claim, &out), "argument/null");
    INVALID(ens_explain(NULL, 1, &out), "argument/null");
    INVALID(ens_merge(NULL, 1, &out), "argument/null");
    INVALID(ens_merge("{}", SIZE_MAX, &out), "argument/too-long");
    INVALID(ens_apply(NULL, 1, CLAIM, claim, &out), "argument/null");
    INVALID(ens_apply(CLAIM, claim, NULL, 1, &out), "argument/null");
    INVALID(ens_schema(NULL, 5, &out), "argument/null");
    INVALID(ens_rulebook_bundled(NULL, &out), "argument/null");
    INVALID(ens_rulebook_bundled_with(NULL, 0, NULL, &out), "argument/null");
    INVALID(ens_rulebook_load(NULL, 0, NULL, &out), "argument/null");
    INVALID(ens_rulebook_with(NULL, "{}", 2, &made, &out), "argument/null");
    CHECK(made == NULL);
    INVALID(ens_rulebook_with(book, NULL, 2, &made, &out), "argument/null");
    INVALID(ens_rulebook_with(book, "{}", SIZE_MAX, &made, &out), "argument/too-long");
    INVALID(ens_rulebook_with(book, "{}", 2, NULL, &out), "argument/null");
    made = book;
    CHECK(ens_rulebook_with(book, "{}", 2, &made, NULL) == ENS_STATUS_INVALID_ARGUMENT && made == NULL);
    made = book;
    CHECK(ens_edit(book, VISIT, visit, CLAIM, claim, NULL) == ENS_STATUS_INVALID_ARGUMENT);
    CHECK(ens_merge("{}", 2, NULL) == ENS_STATUS_INVALID_ARGUMENT);
    CHECK(ens_explain(VISIT, visit, NULL) == ENS_STATUS_INVALID_ARGUMENT);
    CHECK(ens_apply(CLAIM, claim, CLAIM, claim, NULL) == ENS_STATUS_INVALID_ARGUMENT);
    CHECK(ens_rules(NULL) == ENS_STATUS_INVALID_ARGUMENT);
    CHECK(ens_schema("visit", 5, NULL) == ENS_STATUS_INVALID_ARGUMENT);
    CHECK(ens_rulebook_bundled(&made, NULL) == ENS_STATUS_INVALID_ARGUMENT && made == NULL);
    CHECK(ens_rulebook_load(NULL, 0, NULL, NULL) == ENS_STATUS_INVALID_ARGUMENT);
    ens_text_free(NULL);
    ens_rulebook_free(NULL);
    ens_rulebook_free(&none);
}

/* What every function of one text refuses alike. */
static void refusals(asker ask) {
    ens_text out;
    size_t visit = strlen(VISIT);
    INVALID(ask(NULL, VISIT, visit, &out), "argument/null");
    INVALID(ask(book, NULL, 0, &out), "argument/null");
    INVALID(ask(book, NULL, visit, &out), "argument/null");
    INVALID(ask(book, VISIT, SIZE_MAX, &out), "argument/too-long");
    CHECK(ask(book, VISIT, visit, NULL) == ENS_STATUS_INVALID_ARGUMENT);
}

static void services(void) {
    ens_text out;
    size_t at;
    for (at = 0; at < sizeof documents / sizeof *documents; ++at) {
        refusals(documents[at]);
        REFUSED(documents[at](book, VISIT, 0, &out), "json/truncated");
        REFUSED(documents[at](book, VISIT, strlen(VISIT) - 1, &out), "json/truncated");
        REFUSED(documents[at](book, "\xff", 1, &out), "json/");
    }
    for (at = 0; at < sizeof streams / sizeof *streams; ++at) {
        refusals(streams[at]);
        OK(streams[at](book, VISIT, 0, &out));
    }
}

static void lengths_and_bytes(void) {
    static const char *const bad[] = {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\x80"};
    ens_text out;
    size_t len = strlen(VISIT), at, kind;
    char text[sizeof VISIT + 8];
    OK(ens_audit(book, PRACTICE, strlen(PRACTICE), &out));
    REFUSED(ens_audit(book, PRACTICE, strlen(PRACTICE) - 1, &out), "json/truncated");
    REFUSED(ens_audit(book, VISIT, len, &out), "field/");
    OK(ens_ledger(book, VISIT, len, &out));
    REFUSED(ens_schema("visit", 0, &out), "schema/unknown");
    REFUSED(ens_schema("visits", 6, &out), "schema/unknown");
    REFUSED(ens_schema("visit\0", 6, &out), "schema/unknown");
    REFUSED(ens_schema(SECRET, strlen(SECRET), &out), "schema/unknown");
    OK(ens_schema("visits", 5, &out));
    INVALID(ens_edit(book, VISIT, len, CLAIM, SIZE_MAX / 2 + 1, &out), "argument/too-long");
    INVALID(ens_schema("visit", SIZE_MAX, &out), "argument/too-long");
    for (kind = 0; kind < sizeof bad / sizeof *bad; ++kind) {
        size_t more = strlen(bad[kind]);
        /* In structure, names, strings and numbers alike; whether the bytes are the problem or JSON's grammar is first. */
        for (at = 0; at <= len; at += 3) {
            memcpy(text, VISIT, at);
            memcpy(text + at, bad[kind], more);
            memcpy(text + at + more, VISIT + at, len - at);
            REFUSED(ens_code(book, text, len + more, &out), "json/");
        }
    }
    for (at = 0; at <= len; at += 3) {
        memcpy(text, VISIT, at);
        text[at] = '\0';
        memcpy(text + at + 1, VISIT + at, len - at);
        REFUSED(ens_code(book, text, len + 1, &out), "json/");
    }
    OK(ens_batch(book, "\0\n\xff\n", 4, &out));
    OK(ens_merge("", 0, &out));
    REFUSED(ens_merge("\n\xff\n", 3, &out), "json/");
}

static void secrets(void) {
    static const char *const form[] = {
        "{\"%s\":1}", "{\"payer\":\"%s\"}", "{\"payer\":{\"id\":7,\"%s\":{}}}", "{\"date_of_service\":\"%s\"}",
        "{\"services\":[{\"what\":\"%s\"}]}", "{\"services\":[{\"what\":{\"%s\":{}}}]}", "%s", "{\"diagnoses\":[\"%s\"]}",
        "{\"from\":\"%s\"}", "{\"clinicians\":[{\"id\":\"%s\",\"trials\":-1}]}",
    };
    ens_text out;
    char text[128];
    size_t at, each;
    for (at = 0; at < sizeof form / sizeof *form; ++at) {
        int len = snprintf(text, sizeof text, form[at], SECRET);
        for (each = 0; each < sizeof documents / sizeof *documents; ++each) {
            REFUSED(documents[each](book, text, (size_t)len, &out), NULL);
        }
        for (each = 0; each < sizeof streams / sizeof *streams; ++each) {
            ens_status status = streams[each](book, text, (size_t)len, &out); /* a bad line may be part of an answer */
            CHECK(ends(status, &out, status == ENS_STATUS_OK ? ENS_STATUS_OK : ENS_STATUS_REFUSED, NULL));
        }
        REFUSED(ens_edit(book, VISIT, strlen(VISIT), text, (size_t)len, &out), NULL);
        REFUSED(ens_explain(text, (size_t)len, &out), NULL);
        REFUSED(ens_merge(text, (size_t)len, &out), NULL);
        REFUSED(ens_apply(text, (size_t)len, text, (size_t)len, &out), NULL);
    }
}

static void options(void) {
    static const char both[] = "{\"strict\":true,\"compact\":true}";
    static const char *const bad[] = {"", "[]", "null", "{\"strict\":1}", "{\"compact\":\"yes\"}", "{\"strict\":null}",
                                      "{\"compct\":true}", "{\"Erika-Mustermann\":true}", "{} {}", "\xff"};
    ens_text out, answer;
    ens_rulebook *first, *second, *third;
    size_t at, visit = strlen(VISIT);
    for (at = 0; at < sizeof bad / sizeof *bad; ++at) {
        second = book;
        REFUSED(ens_rulebook_with(book, bad[at], strlen(bad[at]), &second, &out), NULL);
        CHECK(second == NULL);
    }
    OK(ens_rulebook_load(NULL, 0, &first, &out));
    OK(ens_rulebook_with(first, both, strlen(both), &second, &out));
    OK(ens_rulebook_with(second, "{}", 2, &third, &out));
    ens_rulebook_free(&first); /* the others go on, in whatever order they are given back */
    OK(ens_code(third, VISIT, visit, &out));
    OK(ens_code(second, VISIT, visit, &out));
    ens_rulebook_free(&third);
    OK(ens_code(second, VISIT, visit, &out));
    CHECK(ens_code(second, VISIT, visit, &answer) == ENS_STATUS_OK);
    REFUSED(ens_explain(answer.ptr, answer.len, &out), "field/");
    ens_text_free(&answer);
    ens_rulebook_free(&second);
    ens_rulebook_free(&second);
}

/* 1 where the parts were refused, 0 where they were taken. */
static int refuses(const ens_part *parts, size_t count) {
    ens_text out;
    ens_rulebook *made = book;
    ens_status status = ens_rulebook_load(parts, count, &made, &out);
    CHECK((status == ENS_STATUS_OK) == (made != NULL));
    CHECK(ends(status, &out, status == ENS_STATUS_OK ? ENS_STATUS_OK : ENS_STATUS_REFUSED, NULL));
    ens_rulebook_free(&made);
    CHECK(made == NULL);
    ens_rulebook_free(&made);
    return status != ENS_STATUS_OK;
}

static void parts(uint8_t *pack, size_t len) {
    static const uint8_t garbage[] = {0, 1, 2, 255, 254, 'E', 'N', 'S'};
    ens_part part = {NULL, 4}, two[2];
    ens_text out;
    ens_rulebook *made;
    size_t at;
    INVALID(ens_rulebook_load(NULL, 1, &made, &out), "argument/null");
    INVALID(ens_rulebook_bundled_with(NULL, SIZE_MAX, &made, &out), "argument/null");
    INVALID(ens_rulebook_load(&part, 1, &made, &out), "argument/null");
    part.ptr = garbage;
    part.len = SIZE_MAX;
    INVALID(ens_rulebook_bundled_with(&part, 1, &made, &out), "argument/too-long");
    CHECK(made == NULL);
    for (at = 0; at <= sizeof garbage; ++at) {
        part.len = at;
        CHECK(refuses(&part, 1));
    }
    part.ptr = pack;
    part.len = len;
    CHECK(!refuses(&part, 1));
    two[0] = two[1] = part;
    CHECK(refuses(two, 2)); /* the same table twice */
    for (part.len = 0; part.len < len; part.len += part.len < 200 ? 1 : 97) CHECK(refuses(&part, 1));
    part.len = len;
    for (at = 0; at < len; at += at < 200 ? 1 : 31) {
        uint8_t bit = (uint8_t)(1U << (at % 8));
        pack[at] = (uint8_t)(pack[at] ^ bit);
        CHECK(refuses(&part, 1));
        pack[at] = (uint8_t)(pack[at] ^ bit);
    }
}

static void repeat(char *text, size_t size, const char *what) {
    size_t len = strlen(what), at;
    for (at = 0; at + len <= size; at += len) memcpy(text + at, what, len);
    memset(text + at, ' ', size - at);
}

static void large(size_t size) {
    static const char service[] = "{\"what\":\"massage\",\"minutes\":8},";
    static const char *const filling[] = {"[", " ", "\"", "{\"a\":", "\\", "[1,", "\xff"};
    char *text = malloc(size);
    ens_text out;
    size_t at, used;
    CHECK(text != NULL);
    if (text == NULL) return;
    for (at = 0; at < sizeof filling / sizeof *filling; ++at) {
        repeat(text, size, filling[at]);
        REFUSED(ens_code(book, text, size, &out), "json/");
        REFUSED(ens_explain(text, size, &out), "json/");
    }
    memset(text, '9', size);
    REFUSED(ens_code(book, text, size, &out), "value/out-of-range");
    memset(text, 'x', size); /* one string that fills everything, as the whole document and as a payer */
    text[0] = text[size - 1] = '"';
    REFUSED(ens_code(book, text, size, &out), NULL);
    memcpy(text, "{\"payer\":{\"id\":\"", 16);
    memcpy(text + size - 3, "\"}}", 3);
    REFUSED(ens_code(book, text, size, &out), NULL);
    used = (size_t)snprintf(text, size, "%.*s", (int)(strstr(VISIT, "\"services\"") - VISIT), VISIT);
    used += (size_t)snprintf(text + used, size - used, "\"services\":[");
    for (at = 0; at < 100000 && used + sizeof service + 2 < size; ++at, used += sizeof service - 1) {
        memcpy(text + used, service, sizeof service - 1);
    }
    memcpy(text + used - 1, "]}", 2);
    REFUSED(ens_code(book, text, used + 1, &out), "limit/exceeded");
    free(text);
}

int main(int argc, char **argv) {
    static uint8_t pack[1 << 20];
    ens_text out;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    size_t megabytes = argc > 2 ? (size_t)strtoull(argv[2], NULL, 10) : 64, len;
    clock_t start;
    double seconds;
    if (file == NULL) {
        fprintf(stderr, "usage: misuse PACK [MEGABYTES]\n");
        return 2;
    }
    len = fread(pack, 1, sizeof pack, file);
    fclose(file);
    OK(ens_rulebook_bundled(&book, &out));
    numbers();
    nulls();
    services();
    lengths_and_bytes();
    secrets();
    options();
    parts(pack, len);
    start = clock();
    large(megabytes << 20);
    seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    printf("inputs of %zu MB: %.2f s\n", megabytes, seconds);
    CHECK(seconds < 60); /* a few seconds without tools; what takes square time takes hours */
    OK(ens_code(book, VISIT, strlen(VISIT), &out)); /* nothing of this spoiled the rulebook */
    ens_rulebook_free(&book);
    ens_rulebook_free(&book);
    return failures != 0;
}
