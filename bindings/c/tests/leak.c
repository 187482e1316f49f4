/* leak: gives nothing back. The tools for memory must say so, or their silence about the other programs means nothing. */

#include <ens_coding.h>

int main(void) {
    ens_text text;
    ens_status status = ens_rules(&text);
    text.ptr = NULL;
    return status != ENS_STATUS_OK;
}
