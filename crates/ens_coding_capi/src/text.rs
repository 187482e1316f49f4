use std::ffi::c_char;
use std::ptr;

/// A text of the library's: UTF-8, with a zero byte after its last one. The caller gives it back with `ens_text_free`.
#[repr(C)]
pub struct Text {
    /// First byte; NULL once it was given back.
    ptr: *mut c_char,
    /// Number of bytes, without the zero byte.
    len: usize,
}

impl Text {
    pub(crate) fn new(text: String) -> Self {
        let len = text.len();
        let mut bytes = text.into_bytes();
        bytes.push(0);
        Self { ptr: Box::into_raw(bytes.into_boxed_slice()).cast(), len }
    }

    /// The text, for tests.
    #[cfg(test)]
    pub(crate) fn copy(&self) -> String {
        // SAFETY: `new` made the bytes, and they were not given back yet.
        let bytes = unsafe { std::slice::from_raw_parts(self.ptr.cast::<u8>(), self.len) };
        String::from_utf8_lossy(bytes).into_owned()
    }

    fn clear(&mut self) {
        let (start, len) = (self.ptr.cast::<u8>(), self.len);
        self.ptr = ptr::null_mut();
        self.len = 0;
        if !start.is_null() {
            // SAFETY: a pointer that is not NULL comes from `new`, which made a box of one byte more than `len`.
            drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(start, len.saturating_add(1))) });
        }
    }
}

/// Gives a text back. NULL is allowed, and so is a text that was given back before.
///
/// The text must come from this library and must not have been copied and given back through the copy.
#[unsafe(no_mangle)]
pub extern "C" fn ens_text_free(text: Option<&mut Text>) {
    if let Some(text) = text {
        text.clear();
    }
}
