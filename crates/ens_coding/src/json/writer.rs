//! Writes typed values as JSON text: the bytes that `serde_json` would write.
//!
//! Names of fields and variants are plain words and need no look at their characters, and a text that needs no escape is
//! appended as a whole. Like the reader it knows what the types of this library ask for, and no more.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use serde::ser::{self, Impossible, Serialize, Serializer};

use super::eight::is_plain;

/// More than most answers have.
const ROOM: usize = 4096;

/// A text that is being written, as bytes. Answers are made of short pieces, and to append one character to a `String` takes
/// a call, where code is small rather than fast.
pub(crate) struct Text(Vec<u8>);

/// Appends one value to a text.
pub(super) struct Writer<'w>(&'w mut Text);

/// The parts of an object or list, and of the object of its variant where there is one.
pub(super) struct Parts<'w> {
    out: &'w mut Text,
    is_first: bool,
    is_variant: bool,
    end: u8,
}

impl Text {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Nothing yet, and room for an answer.
    pub fn with_room() -> Self {
        Self(Vec::with_capacity(ROOM))
    }

    /// Appends an ASCII character.
    #[inline]
    fn put(&mut self, character: u8) {
        self.0.push(character);
    }

    /// Appends a text.
    pub fn push_str(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Takes out what was appended after a length.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text; only texts were appended.
    pub fn into_string(self) -> String {
        String::from_utf8(self.0).unwrap_or_default()
    }
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

/// The text of a value.
pub(crate) fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, fmt::Error> {
    let mut out = Text::with_room();
    append(value, &mut out).map(|()| out.into_string())
}

/// Appends the text of a value.
pub(crate) fn append<T: Serialize + ?Sized>(value: &T, out: &mut Text) -> fmt::Result {
    value.serialize(Writer(out))
}

impl<'w> Writer<'w> {
    fn open(self, start: u8, end: u8) -> Parts<'w> {
        self.0.put(start);
        Parts { out: self.0, is_first: true, is_variant: false, end }
    }

    /// Begins the object of a variant, whose only field has the variant's name.
    fn variant(&mut self, name: &str) {
        self.0.put(b'{');
        field(self.0, name);
    }
}

/// Appends a name and its colon.
#[inline]
fn field(out: &mut Text, name: &str) {
    out.put(b'"');
    out.push_str(name);
    out.put(b'"');
    out.put(b':');
}

/// Appends a text in quotation marks.
pub(crate) fn push_text(text: &str, out: &mut Text) {
    out.put(b'"');
    if is_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        escaped(out, text);
    }
    out.put(b'"');
}

#[cold]
#[inline(never)]
fn escaped(out: &mut Text, text: &str) {
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
                out.push_str(character.encode_utf8(&mut [0; 4]));
                continue;
            }
        });
    }
}

fn number(out: &mut Text, number: u64) {
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
            self.0.put(b'-');
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        push_text(text, self.0);
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
        self.0.put(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'w>, fmt::Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Parts<'w>, fmt::Error> {
        self.variant(name);
        Ok(Parts { is_variant: true, ..self.open(b'{', b'}') })
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
    #[inline]
    fn next(&mut self) -> Writer<'_> {
        if !core::mem::take(&mut self.is_first) {
            self.out.put(b',');
        }
        Writer(self.out)
    }

    /// Begins a field.
    #[inline(never)]
    fn field(&mut self, name: &str) -> Writer<'_> {
        let out = self.next().0;
        field(out, name);
        Writer(out)
    }

    fn close(self) {
        self.out.put(self.end);
        if self.is_variant {
            self.out.put(b'}');
        }
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
        self.out.put(b':');
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
                value.serialize(self.field(name))
            }

            fn end(self) -> fmt::Result {
                self.close();
        Ok(())
            }
        }
    )*};
}
structures!(SerializeStruct, SerializeStructVariant);
