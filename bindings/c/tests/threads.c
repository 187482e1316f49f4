/*
 * threads FILE: the visits and claims of the corpus in several threads on one rulebook; every answer is compared.
 *
 * The work is the same whatever the number of threads, so the times show how it scales.
 */

#define _POSIX_C_SOURCE 200809L

#include <ens_coding.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "corpus.h"

enum { ROUNDS = 8, TRIES = 3, MOST = 8192 };

static record *records;
static size_t count;
static const ens_rulebook *book;

typedef struct {
    pthread_t thread;
    size_t rounds;
    size_t wrong;
} worker;

static void *work(void *given) {
    worker *own = given;
    size_t round, at;
    ens_rulebook *same; /* made and given back while the other threads use its tables */
    ens_text basis;
    if (ens_rulebook_with(book, "{}", 2, &same, &basis) != ENS_STATUS_OK) give_up(basis.ptr);
    ens_text_free(&basis);
    for (round = 0; round < own->rounds; ++round) {
        const ens_rulebook *asked = round % 2 == 0 ? book : same;
        for (at = 0; at < count; ++at) {
            /* Each thread begins elsewhere, so that they meet at different records. */
            const record *it = &records[(at + own->rounds * (size_t)own % 997) % count];
            const slice *in = it->input;
            ens_text out;
            ens_status status = it->count == 1 ? ens_code(asked, in[0].ptr, in[0].len, &out)
                                               : ens_edit(asked, in[0].ptr, in[0].len, in[1].ptr, in[1].len, &out);
            own->wrong += (size_t)corpus_differs(it, status != ENS_STATUS_OK, out.ptr, out.len);
            ens_text_free(&out);
        }
    }
    ens_rulebook_free(&same);
    return NULL;
}

static double now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double run(size_t threads, size_t *wrong) {
    worker workers[ROUNDS];
    double start = now(CLOCK_MONOTONIC);
    size_t at;
    for (at = 0; at < threads; ++at) {
        workers[at].rounds = ROUNDS / threads;
        workers[at].wrong = 0;
        if (pthread_create(&workers[at].thread, NULL, work, &workers[at]) != 0) give_up("no thread");
    }
    for (at = 0; at < threads; ++at) {
        pthread_join(workers[at].thread, NULL);
        *wrong += workers[at].wrong;
    }
    return now(CLOCK_MONOTONIC) - start;
}

int main(int argc, char **argv) {
    static const size_t numbers[] = {1, 2, 8};
    double best[3] = {1e9, 1e9, 1e9}, used[3] = {1e9, 1e9, 1e9};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    ens_rulebook *made;
    ens_text basis;
    size_t wrong = 0, at, try;
    int bundled = 0;
    corpus all;
    if (argc < 2) give_up("usage: threads FILE");
    all = corpus_open(argv[1]);
    records = malloc(MOST * sizeof *records);
    if (records == NULL) give_up("no memory");
    while (count < MOST && corpus_next(&all, &records[count])) {
        const record *it = &records[count];
        if (strcmp(it->operation, "bundled_with") == 0) bundled = it->count == 0 || (it->refused && bundled);
        if (strcmp(it->operation, "with") == 0) bundled = it->refused && bundled;
        if (strcmp(it->operation, "load") == 0) bundled = it->refused && bundled;
        if (bundled && (strcmp(it->operation, "code") == 0 || strcmp(it->operation, "edit") == 0)) ++count;
    }
    if (count == 0) give_up("no records");
    if (ens_rulebook_bundled(&made, &basis) != ENS_STATUS_OK) give_up(basis.ptr);
    ens_text_free(&basis);
    book = made;
    for (try = 0; try < TRIES; ++try) {
        for (at = 0; at < 3; ++at) {
            double before = now(CLOCK_PROCESS_CPUTIME_ID), time = run(numbers[at], &wrong);
            double cpu = now(CLOCK_PROCESS_CPUTIME_ID) - before;
            if (time < best[at]) best[at] = time;
            if (cpu < used[at]) used[at] = cpu;
        }
    }
    ens_rulebook_free(&made);
    printf("%zu answers, best of %d, %ld cores:", count * ROUNDS, TRIES, cores);
    for (at = 0; at < 3; ++at) printf(" %zu threads %.3f s (%.3f s of processor);", numbers[at], best[at], used[at]);
    printf(" %zu wrong\n", wrong);
    free(records);
    free(all.bytes);
    /* Other programs may be busy too, so only what a lock held throughout would cost is a failure. */
    if (cores >= 2 && best[1] > best[0] * 1.25) {
        fprintf(stderr, "two threads are slower than one\n");
        return 1;
    }
    return wrong != 0;
}
