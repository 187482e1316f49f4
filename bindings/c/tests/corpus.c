/* corpus FILE: replays the corpus through C. */

#include <ens_coding.h>

#include "corpus.h"
#include "services.h"

#define SERVICE(name) {#name, ens_##name},
static const struct {
    const char *operation;
    ens_status (*ask)(const ens_rulebook *book, const char *text, size_t len, ens_text *out);
} services[] = {DOCUMENTS(SERVICE) STREAMS(SERVICE)};

/* An input in a block of exactly its size, so that a tool for memory sees a byte that is read beyond it. */
static char *exact(slice text) {
    char *block = malloc(text.len == 0 ? 1 : text.len);
    if (block == NULL) give_up("no memory");
    if (text.len != 0) memcpy(block, text.ptr, text.len);
    return block;
}

/* A refused rulebook leaves the present one in use. */
static void become(ens_rulebook **book, ens_rulebook *made, ens_status status) {
    if ((status == ENS_STATUS_OK) != (made != NULL)) give_up("a rulebook without status OK, or the reverse");
    if (made == NULL) return;
    ens_rulebook_free(book);
    *book = made;
}

static ens_status ask(ens_rulebook **book, const record *it, char *const *in, ens_text *out) {
    const char *operation = it->operation;
    const slice *text = it->input;
    int with = strcmp(operation, "bundled_with") == 0;
    size_t at;
    if (strcmp(operation, "with") == 0) {
        ens_rulebook *made;
        ens_status status = ens_rulebook_with(*book, in[0], text[0].len, &made, out);
        become(book, made, status);
        return status;
    }
    if (with || strcmp(operation, "load") == 0) {
        ens_part parts[TEXTS];
        ens_rulebook *made;
        ens_status status;
        for (at = 0; at < it->count; ++at) {
            parts[at].ptr = (const uint8_t *)in[at];
            parts[at].len = text[at].len;
        }
        if (with && it->count == 0) status = ens_rulebook_bundled(&made, out);
        else if (with) status = ens_rulebook_bundled_with(parts, it->count, &made, out);
        else status = ens_rulebook_load(it->count == 0 ? NULL : parts, it->count, &made, out);
        become(book, made, status);
        return status;
    }
    for (at = 0; at < sizeof services / sizeof *services; ++at) {
        if (strcmp(operation, services[at].operation) == 0) return services[at].ask(*book, in[0], text[0].len, out);
    }
    if (strcmp(operation, "edit") == 0) return ens_edit(*book, in[0], text[0].len, in[1], text[1].len, out);
    if (strcmp(operation, "merge") == 0) return ens_merge(in[0], text[0].len, out);
    if (strcmp(operation, "explain") == 0) return ens_explain(in[0], text[0].len, out);
    if (strcmp(operation, "apply") == 0) return ens_apply(in[0], text[0].len, in[1], text[1].len, out);
    if (strcmp(operation, "rules") == 0) return ens_rules(out);
    fprintf(stderr, "%s: ", operation);
    give_up("no such operation here");
    return ENS_STATUS_INTERNAL;
}

int main(int argc, char **argv) {
    corpus all;
    record it;
    ens_rulebook *book = NULL;
    size_t records = 0, wrong = 0;
    if (argc < 2) give_up("usage: corpus FILE");
    all = corpus_open(argv[1]);
    while (corpus_next(&all, &it)) {
        char *in[TEXTS] = {NULL};
        ens_text out;
        ens_status status;
        size_t at;
        ++records;
        for (at = 0; at < it.count; ++at) in[at] = exact(it.input[at]);
        status = ask(&book, &it, in, &out);
        for (at = 0; at < it.count; ++at) free(in[at]); /* an answer holds nothing of its question */
        if (status != ENS_STATUS_OK && status != ENS_STATUS_REFUSED) {
            fprintf(stderr, "%s %s: status %d\n", it.operation, it.name, (int)status);
            ++wrong;
        }
        if (out.ptr[out.len] != '\0') give_up("an answer without a zero byte at its end");
        wrong += (size_t)corpus_differs(&it, status != ENS_STATUS_OK, out.ptr, out.len);
        ens_text_free(&out);
    }
    ens_rulebook_free(&book);
    free(all.bytes);
    printf("%zu records, %zu wrong\n", records, wrong);
    return wrong != 0 || records == 0;
}
