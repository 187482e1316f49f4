//! What every function does around its own work: arguments to slices, errors to documents, panics to a status.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ens_coding::Error;

use crate::status::Status;
use crate::text::Text;

/// Why a call has no answer.
pub(crate) struct Fault(Status, Error);

impl Fault {
    fn argument(code: &str, name: &str) -> Self {
        Self(Status::InvalidArgument, Error::new(code, name))
    }

    /// A pointer that must not be NULL.
    pub(crate) fn null(name: &str) -> Self {
        Self::argument("argument/null", name)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(Status::Refused, error)
    }
}

/// The bytes of a text or part.
///
/// # Safety
/// `start` is NULL, or `len` bytes from it on can be read and do not change during `'a`.
pub(crate) unsafe fn bytes<'a>(start: *const u8, len: usize, name: &str) -> Result<&'a [u8], Fault> {
    if start.is_null() {
        return Err(Fault::null(name));
    }
    if isize::try_from(len).is_err() {
        return Err(Fault::argument("argument/too-long", name));
    }
    // SAFETY: the caller promises the bytes, and their number was just checked.
    Ok(unsafe { std::slice::from_raw_parts(start, len) })
}

/// The bytes of a text.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn text<'a>(start: *const c_char, len: usize, name: &str) -> Result<&'a [u8], Fault> {
    // SAFETY: the caller promises the same.
    unsafe { bytes(start.cast(), len, name) }
}

/// Runs the body of a function and writes its answer, or its error, to `out`.
pub(crate) fn guard(out: Option<&mut MaybeUninit<Text>>, body: impl FnOnce() -> Result<String, Fault>) -> Status {
    let Some(out) = out else { return Status::InvalidArgument };
    // The body reads immutable values and hands out none that a panic could leave half made.
    let answer = catch_unwind(AssertUnwindSafe(body))
        .unwrap_or_else(|_| Err(Fault(Status::Internal, Error::new("internal/panic", "$"))));
    let (status, answer) = match answer {
        Ok(answer) => (Status::Ok, answer),
        Err(Fault(status, error)) => (status, error.to_json()),
    };
    out.write(Text::new(answer));
    status
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ens_text_free;

    #[test]
    fn a_panic_becomes_a_status_and_an_error() {
        let mut out = MaybeUninit::uninit();
        let status = guard(Some(&mut out), || std::panic::resume_unwind(Box::new("a value of the document")));
        assert_eq!(status, Status::Internal);
        // SAFETY: `guard` writes to `out`.
        let mut text = unsafe { out.assume_init() };
        let error = text.copy();
        assert!(error.contains(r#""code":"internal/panic""#), "{error}");
        assert!(!error.contains("a value of the document"), "{error}");
        ens_text_free(Some(&mut text));
        ens_text_free(Some(&mut text));
    }

    #[test]
    fn without_a_place_for_the_answer_the_body_does_not_run() {
        let mut ran = false;
        let status = guard(None, || {
            ran = true;
            Ok(String::new())
        });
        assert_eq!((status, ran), (Status::InvalidArgument, false));
    }
}
