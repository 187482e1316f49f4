use std::ffi::c_char;
use std::mem::MaybeUninit;

use ens_coding::json;

use crate::guard::{guard, text};
use crate::rulebook::{Rulebook, given};
use crate::status::Status;
use crate::text::Text;

/// Audits what the clinicians of a practice did for one payer in a period.
///
/// `practice`: a practice in JSON, `practice_len` bytes of UTF-8; see `ens_schema("practice")`.
/// `out`: the audit in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_audit(
    book: Option<&Rulebook>,
    practice: *const c_char,
    practice_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::audit(unsafe { text(practice, practice_len, "$practice") }?, given(book)?)?))
}

/// Tells what a patient's history leaves of the payer's limits, and when the next session is allowed.
///
/// `visit`: a visit in JSON, `visit_len` bytes of UTF-8; it needs no services.
/// `out`: the ledger in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_ledger(
    book: Option<&Rulebook>,
    visit: *const c_char,
    visit_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::ledger(unsafe { text(visit, visit_len, "$visit") }?, given(book)?)?))
}

/// Looks a code up: what it is, what limits it, and who takes it on a date.
///
/// `request`: the code and the date in JSON, `request_len` bytes of UTF-8; see `ens_schema("lookup_request")`.
/// `out`: what is known of the code, in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_lookup(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::lookup(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}

/// Finds codes by words; synonyms and typing errors are understood.
///
/// `request`: the words in JSON, `request_len` bytes of UTF-8; see `ens_schema("search_request")`.
/// `out`: the codes in JSON, the best first, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_search(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::search(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}

/// Puts two or three codes side by side on a date.
///
/// `request`: the codes and the date in JSON, `request_len` bytes of UTF-8; see `ens_schema("compare_request")`.
/// `out`: the comparison in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_compare(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::compare(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}

/// Tells which code each payer takes for the service of a code on a date.
///
/// `request`: the code and the date in JSON, `request_len` bytes of UTF-8; see `ens_schema("crosswalk_request")`.
/// `out`: the crosswalk in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_crosswalk(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::crosswalk(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}

/// Lists what would have to be documented, if it is true, for the claim to be payable.
///
/// `document`: a visit, or a visit and its claim, in JSON, `document_len` bytes of UTF-8; see `ens_schema("check")`.
/// `out`: the checklist in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_missing(
    book: Option<&Rulebook>,
    document: *const c_char,
    document_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::missing(unsafe { text(document, document_len, "$document") }?, given(book)?)?))
}

/// Estimates what Medicare allows for a claim, line by line. No other function sees a fee schedule's amounts.
///
/// `request`: a visit and perhaps a claim in JSON, `request_len` bytes of UTF-8; see `ens_schema("fee_request")`.
/// `out`: the estimate in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_fee(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(ens_coding_fee::json::fee(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}

/// Reads the adjustments of a remittance: the likely cause of each, and whether to correct, appeal or let it stand.
///
/// `request`: a visit, its claim and the lines of the remittance in JSON, `request_len` bytes of UTF-8; see
/// `ens_schema("remit_request")`.
/// `out`: the answer in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_remit(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::remit(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}

/// Measures over many remittances how well the library's findings foretell the payer's denials, rule by rule.
///
/// `lines`: documents as of `ens_remit`, or scorecards of others, which are added; one a line (NDJSON), `lines_len`
/// bytes of UTF-8. Paths of errors begin with `$[N]`, the place of the document.
/// `out`: the scorecard in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_score(
    book: Option<&Rulebook>,
    lines: *const c_char,
    lines_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::score(unsafe { text(lines, lines_len, "$lines") }?, given(book)?)?))
}

/// Counts what an audit looks at, over many claims. The counts hold no claim, and can be merged with others.
///
/// `lines`: visits, visits with their claims, or documents as of `ens_remit`, one a line (NDJSON), `lines_len` bytes of
/// UTF-8.
/// `out`: the counts in JSON, which name the lines that were refused, or the error; see `ens_schema("tallies")`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_tally(
    book: Option<&Rulebook>,
    lines: *const c_char,
    lines_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::tally(unsafe { text(lines, lines_len, "$lines") }?, given(book)?)?))
}

/// Adds counts of `ens_tally` up, as if their claims had been counted together.
///
/// `lines`: counts, one a line (NDJSON), `lines_len` bytes of UTF-8. Paths of errors begin with `$[N]`, the place of
/// the document.
/// `out`: the sum in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_merge(
    lines: *const c_char,
    lines_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::merge(unsafe { text(lines, lines_len, "$lines") }?)?))
}

/// Writes down what the answer to a visit or claim rests on: the library, the parts of the rulebook, its options, and
/// digests of what goes in and comes out.
///
/// `document`: a visit, or a visit and its claim, in JSON, `document_len` bytes of UTF-8.
/// `out`: the receipt in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_receipt(
    book: Option<&Rulebook>,
    document: *const c_char,
    document_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::receipt(unsafe { text(document, document_len, "$document") }?, given(book)?)?))
}

/// Gives the answer of a receipt again, with the same bytes, or tells what differs from then.
///
/// `request`: the receipt, the visit, and the claim if there was one, in JSON, `request_len` bytes of UTF-8; see
/// `ens_schema("replay_request")`.
/// `out`: the answer or the differences, in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_replay(
    book: Option<&Rulebook>,
    request: *const c_char,
    request_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::replay(unsafe { text(request, request_len, "$request") }?, given(book)?)?))
}
