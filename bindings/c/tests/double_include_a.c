/* With double_include_b, once as C and once as C++: the headers in two files of one program, each more than once. */

#ifdef __cplusplus
#include <ens_coding.hpp>
#include <ens_coding.hpp>
#endif
#include <ens_coding.h>
#include <ens_coding.h>

#include "double_include.h"

int main(void) {
    ens_text text = other_file();
    size_t len = text.len;
    ens_text_free(&text);
    return len == 0;
}
