use std::ffi::c_char;
use std::mem::MaybeUninit;

use ens_coding::json;

use crate::guard::{guard, text};
use crate::rulebook::{Rulebook, given};
use crate::schema;
use crate::status::Status;
use crate::text::Text;

/// Codes a visit: drafts its claim, judges it, and mends what the record allows.
///
/// `visit`: a visit in JSON, `visit_len` bytes of UTF-8; see `ens_schema("visit")`.
/// `out`: the outcome in JSON, or the error. With the option `compact` the outcome is the shorter document of that name,
/// here, in `ens_edit` and in `ens_batch`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_code(
    book: Option<&Rulebook>,
    visit: *const c_char,
    visit_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::code(unsafe { text(visit, visit_len, "$visit") }?, given(book)?)?))
}

/// Drafts the claim of a visit, without judging it.
///
/// `visit`: as in `ens_code`.
/// `out`: the draft in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_select(
    book: Option<&Rulebook>,
    visit: *const c_char,
    visit_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::select(unsafe { text(visit, visit_len, "$visit") }?, given(book)?)?))
}

/// Checks a claim that somebody else coded. The claim itself is never changed; the outcome holds a mended copy.
///
/// `visit`: as in `ens_code`.
/// `claim`: a claim in JSON, `claim_len` bytes of UTF-8; paths of its errors begin with `$claim`.
/// `out`: the outcome in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_edit(
    book: Option<&Rulebook>,
    visit: *const c_char,
    visit_len: usize,
    claim: *const c_char,
    claim_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    guard(out, || {
        // SAFETY: the caller promises the text.
        let visit = unsafe { text(visit, visit_len, "$visit") }?;
        // SAFETY: the caller promises the text.
        let claim = unsafe { text(claim, claim_len, "$claim") }?;
        Ok(json::edit(visit, claim, given(book)?)?)
    })
}

/// Answers many documents, one a line (NDJSON): codes visits, and checks documents that hold `visit` and `claim`.
///
/// `lines`: `lines_len` bytes of UTF-8.
/// `out`: one line for each line that is not blank, in the same order: an outcome, or the error of that line. A bad line
/// is an answer like any other, so the status is `ENS_STATUS_OK` all the same.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_batch(
    book: Option<&Rulebook>,
    lines: *const c_char,
    lines_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::batch(unsafe { text(lines, lines_len, "$lines") }?, given(book)?)))
}

/// Puts an outcome into sentences with their sources.
///
/// `outcome`: an outcome in JSON, `outcome_len` bytes of UTF-8; a compact one says too little and is refused.
/// `out`: the explanation in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_explain(
    outcome: *const c_char,
    outcome_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(json::explain(unsafe { text(outcome, outcome_len, "$outcome") }?)?))
}

/// Applies a fix of a finding to a claim. Whoever applies a fix that lists facts under `document` states these facts.
///
/// `claim`: the claim that the finding is about, in JSON, `claim_len` bytes of UTF-8.
/// `fix`: the fix in JSON, `fix_len` bytes of UTF-8; paths of its errors begin with `$fix`.
/// `out`: the mended claim in JSON, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_apply(
    claim: *const c_char,
    claim_len: usize,
    fix: *const c_char,
    fix_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    guard(out, || {
        // SAFETY: the caller promises the text.
        let claim = unsafe { text(claim, claim_len, "$claim") }?;
        // SAFETY: the caller promises the text.
        let fix = unsafe { text(fix, fix_len, "$fix") }?;
        Ok(json::apply(claim, fix)?)
    })
}

/// Lists the rules.
///
/// `out`: a list of rules in JSON, each with its id, severity, sentence, documentation and sources; or the error.
#[unsafe(no_mangle)]
pub extern "C" fn ens_rules(out: Option<&mut MaybeUninit<Text>>) -> Status {
    guard(out, || Ok(json::rules()?))
}

/// Gives the JSON Schema of a document.
///
/// `name`: `name_len` bytes: the name of a file in `share/ens_coding/schema` without `.json`, such as `visit`, `claim`,
/// `check` (a visit and its claim), `outcome`, `compact` (an outcome in ids and facts) or `options` (of a rulebook).
/// `out`: the schema, or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_schema(
    name: *const c_char,
    name_len: usize,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    // SAFETY: the caller promises the text.
    guard(out, || Ok(schema::named(unsafe { text(name, name_len, "$name") }?)?))
}
