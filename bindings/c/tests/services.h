/* The functions that take one text beside the rulebook, by their names without a prefix. For C and C++. */

#ifndef SERVICES_H
#define SERVICES_H

/* Of one document each. */
#define DOCUMENTS(each) \
    each(code) each(select) each(audit) each(ledger) each(lookup) each(search) each(compare) each(crosswalk) \
    each(missing) each(fee) each(remit) each(receipt) each(replay)

/* Of many documents, one a line. */
#define STREAMS(each) each(batch) each(score) each(tally)

#endif
