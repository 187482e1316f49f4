#include <ens_coding.h>
#ifdef __cplusplus
#include <ens_coding.hpp>
#endif

#include "double_include.h"

ens_text other_file(void) {
    ens_text text;
#ifdef __cplusplus
    if (ens::rules().empty()) return ens_text{nullptr, 0};
#endif
    ens_rules(&text);
    return text;
}
