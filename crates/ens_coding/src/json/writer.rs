//! Writes typed values as JSON text: the bytes that `serde_json` would write.
//!
//! Names of fields and variants are plain words and need no look at their characters, and a text that needs no escape is
//! appended as a whole. Like the reader it knows what the types of this library ask for, and no more.

use alloc::string::String;
use core::fmt::{self, Write};
use serde::ser::{self, Impossible, Serialize, Serializer};

use super::eight::is_plain;

/// More than most answers have.
const ROOM: usize = 4096;

/// Appends one value to a text.
pub(super) struct Writer<'w>(&'w mut String);

/// The parts of an object or list, and of the object of its variant where there is one.
pub(super) struct Parts<'w> {
    out: &'w mut String,
    is_first: bool,
    end: &'static str,
}

/// An empty text with room for an answer.
pub(super) fn room() -> String {
    String::with_capacity(ROOM)
}

/// The text of a value.
pub(crate) fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, fmt::Error> {
    let mut out = room();
    append(value, &mut out).map(|()| out)
}

/// Appends the text of a value.
pub(crate) fn append<T: Serialize + ?Sized>(value: &T, out: &mut String) -> fmt::Result {
    value.serialize(Writer(out))
}

impl<'w> Writer<'w> {
    fn open(self, start: &str, end: &'static str) -> Parts<'w> {
        self.0.push_str(start);
        Parts { out: self.0, is_first: true, end }
    }

    /// Begins the object of a variant, whose only field has the variant's name.
    fn variant(&mut self, name: &str) {
        self.0.push('{');
        field(self.0, name);
    }
}

/// Appends a name and its colon.
fn field(out: &mut String, name: &str) {
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
}

/// Appends a text in quotation marks.
pub(crate) fn push_text(text: &str, out: &mut String) {
    quoted(out, text);
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    if is_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        escaped(out, text);
    }
    out.push('"');
}

#[cold]
#[inline(never)]
fn escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        out.push_str(match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\0'..' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
                continue;
            }
            _ => {
                out.push(character);
                continue;
            }
        });
    }
}

fn number(out: &mut String, number: u64) {
    let mut digits = [b'0'; 20];
    let mut rest = number;
    let mut start = digits.len();
    for place in digits.iter_mut().rev() {
        *place = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
        start = start.wrapping_sub(1);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(digits.get(start..).and_then(|digits| core::str::from_utf8(digits).ok()).unwrap_or_default());
}

macro_rules! numbers {
    ($($method:ident: $kind:ty),*) => {$(
        fn $method(self, value: $kind) -> fmt::Result {
            self.serialize_u64(value.into())
        }
    )*};
}

/// What no type of this library asks for.
macro_rules! unknown {
    ($($method:ident($($kind:ty),*) -> $ok:ty;)*) => {$(
        fn $method(self, $(_: $kind),*) -> Result<$ok, fmt::Error> {
            Err(fmt::Error)
        }
    )*};
}

impl<'w> Serializer for Writer<'w> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Parts<'w>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Parts<'w>;
    type SerializeStruct = Parts<'w>;
    type SerializeStructVariant = Parts<'w>;

    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32);

    fn serialize_u64(self, value: u64) -> fmt::Result {
        number(self.0, value);
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> fmt::Result {
        if value < 0 {
            self.0.push('-');
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        quoted(self.0, text);
        Ok(())
    }

    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_unit(self) -> fmt::Result {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> fmt::Result {
        self.serialize_str(name)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.variant(name);
        value.serialize(Writer(&mut *self.0))?;
        self.0.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Parts<'w>, fmt::Error> {
        self.variant(name);
        Ok(self.open("{", "}}"))
    }

    unknown! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
    }
}

impl Parts<'_> {
    /// Separates a part from the one before it.
    fn next(&mut self) -> Writer<'_> {
        if !core::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        Writer(self.out)
    }

    fn named<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> fmt::Result {
        let out = self.next().0;
        field(out, name);
        value.serialize(Writer(out))
    }

    fn close(self) {
        self.out.push_str(self.end);
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(self.next())
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = fmt::Error;

    /// Names of facts are texts.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> fmt::Result {
        name.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.out.push(':');
        value.serialize(Writer(self.out))
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

macro_rules! structures {
    ($($name:ident),*) => {$(
        impl ser::$name for Parts<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> fmt::Result {
                self.named(name, value)
            }

            fn end(self) -> fmt::Result {
                self.close();
        Ok(())
            }
        }
    )*};
}
structures!(SerializeStruct, SerializeStructVariant);
