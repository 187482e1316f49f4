//! Reads typed values out of the bytes of a pack, in the form that postcard writes.
//!
//! postcard's own reader puts the steps of each number into every place that reads one, which makes a WebAssembly module
//! five kilobytes larger when compressed. This one knows what tables ask for, and no more.

use serde::de::value::U64Deserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, SeqAccess, VariantAccess, Visitor};

/// The bytes are not such a value. That is all that anybody asks.
#[derive(Debug)]
pub(crate) struct Unreadable;

impl core::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("unreadable")
    }
}

impl core::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: core::fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Reads one value, and leaves the bytes after it.
pub(crate) struct Reader<'r, 'de>(pub &'r mut &'de [u8]);

/// As many values as are left.
struct Elements<'r, 'de>(&'r mut &'de [u8], usize);

/// The fields of a structure, which is asked for no more than it has.
struct Fields<'r, 'de>(&'r mut &'de [u8]);

/// The next byte.
#[cfg_attr(target_family = "wasm", inline(never))]
fn byte(bytes: &mut &[u8]) -> Result<u8, Unreadable> {
    let (first, rest) = bytes.split_first().ok_or(Unreadable)?;
    *bytes = rest;
    Ok(*first)
}

/// A number of so many bits, of which most are small.
#[cfg_attr(target_family = "wasm", inline(never))]
fn number(bytes: &mut &[u8], bits: u32) -> Result<u64, Unreadable> {
    match bytes.split_first() {
        Some((first, rest)) if *first < 0x80 => {
            *bytes = rest;
            Ok(u64::from(*first))
        }
        _ => long_number(bytes, bits),
    }
}

/// Seven bits in each byte, the lowest first, and another byte while the eighth is set.
#[cfg_attr(target_family = "wasm", inline(never))]
fn long_number(bytes: &mut &[u8], bits: u32) -> Result<u64, Unreadable> {
    let mut value = 0;
    for shift in (0..bits).step_by(7) {
        let next = byte(bytes)?;
        let part = u64::from(next & 0x7f);
        value |= part.wrapping_shl(shift);
        if next & 0x80 == 0 {
            let fits = part.leading_zeros() >= shift && value.checked_shr(bits).is_none_or(|more| more == 0);
            return if fits { Ok(value) } else { Err(Unreadable) };
        }
    }
    Err(Unreadable)
}

/// A length, or the place of a variant.
fn count(bytes: &mut &[u8]) -> Result<usize, Unreadable> {
    usize::try_from(number(bytes, usize::BITS)?).map_err(|_| Unreadable)
}

#[cfg_attr(target_family = "wasm", inline(never))]
fn text<'de>(bytes: &mut &'de [u8]) -> Result<&'de str, Unreadable> {
    let length = count(bytes)?;
    let (text, rest) = bytes.split_at_checked(length).ok_or(Unreadable)?;
    *bytes = rest;
    core::str::from_utf8(text).map_err(|_| Unreadable)
}

/// A yes or no.
fn flag(bytes: &mut &[u8]) -> Result<bool, Unreadable> {
    match byte(bytes)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Unreadable),
    }
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Unreadable;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(flag(self.0)?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u8(byte(self.0)?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u64(number(self.0, 16)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u64(number(self.0, 32)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_u64(number(self.0, 64)?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let text = text(self.0)?;
        visitor.visit_char(text.chars().next().filter(|_| text.len() <= 4).ok_or(Unreadable)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_borrowed_str(text(self.0)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if flag(self.0)? { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let length = count(self.0)?;
        visitor.visit_seq(Elements(self.0, length))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Fields(self.0))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Fields(self.0))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self)
    }

    /// Bytes do not tell what they are.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 f32 f64 bytes byte_buf unit_struct tuple_struct map identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        let Some(left) = self.1.checked_sub(1) else { return Ok(None) };
        self.1 = left;
        seed.deserialize(Reader(self.0)).map(Some)
    }

    /// A length may be damaged; no element takes less than a byte.
    fn size_hint(&self) -> Option<usize> {
        Some(self.1.min(self.0.len()))
    }
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        seed.deserialize(Reader(self.0)).map(Some)
    }
}

impl<'de> EnumAccess<'de> for Reader<'_, 'de> {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Unreadable> {
        let place = number(self.0, 32)?;
        Ok((seed.deserialize(U64Deserializer::<Unreadable>::new(place))?, self))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_, 'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Fields(self.0))
    }
}
