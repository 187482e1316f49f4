/* The corpus that every face replays; the format is described in tests/src/bin/corpus. For C and C++. */

#ifndef CORPUS_H
#define CORPUS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 16 };

typedef struct {
    const char *ptr;
    size_t len;
} slice;

typedef struct {
    char operation[16];
    int refused;
    size_t count; /* of what goes in */
    slice input[TEXTS];
    slice answer;
    char name[128];
} record;

typedef struct {
    char *bytes;
    size_t len;
    size_t at;
} corpus;

static inline void give_up(const char *why) {
    fprintf(stderr, "%s\n", why);
    exit(2);
}

static inline corpus corpus_open(const char *path) {
    corpus it = {NULL, 0, 0};
    FILE *file = fopen(path, "rb");
    long len = -1;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) len = ftell(file);
    if (len <= 0) give_up("the corpus cannot be read");
    rewind(file);
    it.len = (size_t)len;
    it.bytes = (char *)malloc(it.len + 1);
    if (it.bytes == NULL || fread(it.bytes, 1, it.len, file) != it.len) give_up("the corpus cannot be read");
    it.bytes[it.len] = '\0';
    fclose(file);
    return it;
}

/* The next record; 0 at the end. Its texts point into the corpus. */
static inline int corpus_next(corpus *it, record *found) {
    size_t lengths[TEXTS], count = 0, place, len;
    char head[512], status[16], *line = it->bytes + it->at, *word;
    const char *end;
    int used = 0;
    if (it->at == it->len) return 0;
    /* sscanf measures the whole text that it is given, so it is given the line only. */
    end = (const char *)memchr(line, '\n', it->len - it->at);
    len = end == NULL ? sizeof head : (size_t)(end - line);
    if (len >= sizeof head) give_up("the corpus has a record that cannot be read");
    memcpy(head, line, len);
    head[len] = '\0';
    if (sscanf(head, "%15s %15s %zu%n", found->operation, status, &count, &used) != 3 || count == 0 || count > TEXTS) {
        give_up("the corpus has a record that cannot be read");
    }
    word = head + used;
    for (place = 0; place < count; ++place) lengths[place] = (size_t)strtoull(word, &word, 10);
    if (sscanf(word, " %127s", found->name) != 1) give_up("the corpus has a record without a name");
    found->refused = strcmp(status, "refused") == 0;
    found->count = count - 1;
    line += len + 1;
    for (place = 0; place < count; ++place) {
        slice text;
        text.ptr = line;
        text.len = lengths[place];
        if (text.len >= (size_t)(it->bytes + it->len - line)) give_up("the corpus ends in a record");
        if (place < found->count) found->input[place] = text;
        else found->answer = text;
        line += text.len;
    }
    it->at = (size_t)(line - it->bytes) + 1;
    return 1;
}

/* Compares an answer with the record's, and tells a difference. */
static inline int corpus_differs(const record *found, int refused, const char *text, size_t len) {
    size_t at = 0;
    if (refused == found->refused && len == found->answer.len && memcmp(text, found->answer.ptr, len) == 0) return 0;
    while (at < len && at < found->answer.len && text[at] == found->answer.ptr[at]) ++at;
    fprintf(stderr, "%s %s: %s, expected %s; differs from byte %zu on:\n  got      %.120s\n  expected %.*s\n",
            found->operation, found->name, refused ? "refused" : "ok", found->refused ? "refused" : "ok", at,
            len == 0 ? "" : text + at, (int)(found->answer.len - at < 120 ? found->answer.len - at : 120),
            found->answer.ptr + at);
    return 1;
}

#endif
