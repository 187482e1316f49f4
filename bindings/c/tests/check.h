/* Checks that go on after a failure, and tell its place. For C and C++. */

#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int failures = 0;

#define CHECK(what) \
    do { \
        if (!(what)) { \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); \
            ++failures; \
        } \
    } while (0)

#endif
