#ifndef DOUBLE_INCLUDE_H
#define DOUBLE_INCLUDE_H

#include <ens_coding.h>

ens_text other_file(void);

#endif
