use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;

use ens_coding::json;

use crate::guard::{Fault, bytes, guard, text};
use crate::status::Status;
use crate::text::Text;

/// Tables and policies. It never changes once it is made: any number of threads may use one at the same time.
pub struct Rulebook(ens_coding::Rulebook);

/// The rulebook of an argument.
pub(crate) fn given(book: Option<&Rulebook>) -> Result<&ens_coding::Rulebook, Fault> {
    book.map(|book| &book.0).ok_or_else(|| Fault::null("$book"))
}

/// The bytes of a pack or of a policy; borrowed for the call.
#[repr(C)]
pub struct Part {
    /// First byte.
    ptr: *const u8,
    /// Number of bytes.
    len: usize,
}

/// Makes the rulebook of the bundled tables and policies.
///
/// `book`: the rulebook, or NULL where the call fails; to be given back with `ens_rulebook_free`.
/// `out`: what the rulebook consists of, as the `basis` of an answer; or the error.
#[unsafe(no_mangle)]
pub extern "C" fn ens_rulebook_bundled(
    book: Option<&mut MaybeUninit<*mut Rulebook>>,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    make("$book", book, out, || Ok(ens_coding::Rulebook::bundled().clone()))
}

/// Makes the rulebook of the bundled parts and of yours, in any order. Paths of errors begin with `$[N]`, the place of
/// your part.
///
/// `parts`: `count` of them; NULL is allowed where `count` is 0.
/// `book`, `out`: as in `ens_rulebook_bundled`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_rulebook_bundled_with(
    parts: *const Part,
    count: usize,
    book: Option<&mut MaybeUninit<*mut Rulebook>>,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    make("$book", book, out, || {
        // SAFETY: the caller promises `count` parts and their bytes.
        Ok(ens_coding::Rulebook::bundled_with(unsafe { all(parts, count) }?)?)
    })
}

/// Makes the rulebook of your parts alone, packs and policies in any order. Paths of errors begin with `$[N]`, the place
/// of the part.
///
/// `parts`: `count` of them; NULL is allowed where `count` is 0.
/// `book`, `out`: as in `ens_rulebook_bundled`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_rulebook_load(
    parts: *const Part,
    count: usize,
    book: Option<&mut MaybeUninit<*mut Rulebook>>,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    make("$book", book, out, || {
        // SAFETY: the caller promises `count` parts and their bytes.
        Ok(ens_coding::Rulebook::load(unsafe { all(parts, count) }?)?)
    })
}

/// Makes a rulebook of the same tables and policies that judges and answers as the options say. Tables are shared, so it
/// costs next to nothing.
///
/// `book`: stays as it is. Both are given back, each by itself and in any order.
/// `options`: in JSON, `options_len` bytes of UTF-8; see `ens_schema("options")`. They replace those of `book`.
/// `made`: the new rulebook, or NULL where the call fails; to be given back with `ens_rulebook_free`.
/// `out`: what the new rulebook consists of, as in `ens_rulebook_bundled`; or the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ens_rulebook_with(
    book: Option<&Rulebook>,
    options: *const c_char,
    options_len: usize,
    made: Option<&mut MaybeUninit<*mut Rulebook>>,
    out: Option<&mut MaybeUninit<Text>>,
) -> Status {
    make("$made", made, out, || {
        // SAFETY: the caller promises the text.
        let options = unsafe { text(options, options_len, "$options") }?;
        Ok(json::with(given(book)?, options)?)
    })
}

/// Gives a rulebook back and sets `*book` to NULL, so that doing it twice is harmless. NULL is allowed.
///
/// No other thread may be using the rulebook any more. Answers made with it stay valid.
#[unsafe(no_mangle)]
pub extern "C" fn ens_rulebook_free(book: Option<&mut *mut Rulebook>) {
    let Some(book) = book else { return };
    let start = std::mem::replace(book, ptr::null_mut());
    if !start.is_null() {
        // SAFETY: a pointer that is not NULL comes from `make`, which takes it out of a box.
        drop(unsafe { Box::from_raw(start) });
    }
}

/// Writes the rulebook to its place, which `name` names in errors.
fn make(
    name: &str,
    book: Option<&mut MaybeUninit<*mut Rulebook>>,
    out: Option<&mut MaybeUninit<Text>>,
    load: impl FnOnce() -> Result<ens_coding::Rulebook, Fault>,
) -> Status {
    let book = book.map(|book| book.write(ptr::null_mut()));
    guard(out, || {
        let book = book.ok_or_else(|| Fault::null(name))?;
        let loaded = load()?;
        let basis = json::basis(&loaded)?;
        *book = Box::into_raw(Box::new(Rulebook(loaded)));
        Ok(basis)
    })
}

/// The bytes of all parts.
///
/// # Safety
/// `parts` is NULL or points to `count` parts, and the bytes of each can be read during `'a`.
unsafe fn all<'a>(parts: *const Part, count: usize) -> Result<Vec<&'a [u8]>, Fault> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if parts.is_null() {
        return Err(Fault::null("$"));
    }
    let part = |at: usize| {
        // SAFETY: the caller promises `count` parts.
        let part = unsafe { &*parts.add(at) };
        // SAFETY: and the bytes of each one.
        unsafe { bytes(part.ptr, part.len, &format!("$[{at}]")) }
    };
    (0..count).map(part).collect()
}
