//! Reads typed values out of a JSON text.
//!
//! A deserializer of this library's own. A general one takes nearly twice the time, and with the wrapper that it needs for
//! what follows the WebAssembly module is an eighth larger: structures are read from objects only (derived readers would
//! also take a list of the fields in their order), and places are counted on the way in and noted on the way out of a
//! failure. It knows what the types of this library ask for, and no more. All of them read lists and objects to the end.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::fault::Fault;
use super::scan::{Number, Scan};

/// Reads one value.
pub(super) struct Reader<'r, 't>(pub &'r mut Scan<'t>);

/// The elements of a list, and how many have been begun.
struct Items<'r, 't>(&'r mut Scan<'t>, usize);

/// The fields of an object, and how many have been begun.
struct Fields<'r, 't>(&'r mut Scan<'t>, usize);

/// A variant: its name alone, or an object with the name as its only field.
struct Variant<'r, 't> {
    scan: &'r mut Scan<'t>,
    is_object: bool,
}

/// The one field of an object that stands for a variant.
const VARIANT: usize = 0;

impl Reader<'_, '_> {
    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.0.take(b'{')?;
        let mut fields = Fields(self.0, 0);
        visitor.visit_map(&mut fields).map_err(|fault| fault.after(fields.1.saturating_sub(1)))
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.number()? {
                Number::Unsigned(number) => visitor.visit_u64(number),
                Number::Negative(number) => visitor.visit_i64(number),
            }
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.visit_str(self.0.text()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_, '_> {
    type Error = Fault;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64
    }

    texts! { deserialize_str deserialize_string deserialize_identifier }

    /// What takes anything takes texts and whole numbers.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.peek() == b'"' { self.deserialize_str(visitor) } else { self.deserialize_i64(visitor) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = self.0.peek() == b't';
        self.0.word(if value { "true" } else { "false" })?;
        visitor.visit_bool(value)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.peek() != b'n' {
            return visitor.visit_some(self);
        }
        self.0.word("null")?;
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.0.take(b'[')?;
        visitor.visit_seq(Items(self.0, 0))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.object(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let is_object = self.0.peek() == b'{';
        if !is_object {
            return visitor.visit_enum(Variant { scan: self.0, is_object });
        }
        self.0.take(b'{')?;
        let value = visitor.visit_enum(Variant { scan: &mut *self.0, is_object })?;
        self.0.take(b'}').map(|()| value)
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let place = self.1;
        if !self.0.next(place == 0, b']')? {
            return Ok(None);
        }
        self.1 = place.saturating_add(1);
        seed.deserialize(Reader(self.0)).map(Some).map_err(|fault| fault.at(place))
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let place = self.1;
        if !self.0.next(place == 0, b'}')? {
            return Ok(None);
        }
        self.1 = place.saturating_add(1);
        let name = StrDeserializer::<Fault>::new(self.0.name()?);
        // All that can be wrong with a name is that nobody knows it.
        seed.deserialize(name).map(Some).map_err(|_| Fault::unknown_field().at(place))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let place = self.1.saturating_sub(1);
        seed.deserialize(Reader(self.0)).map_err(|fault| fault.at(place))
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Fault> {
        let name = if self.is_object { self.scan.name()? } else { self.scan.text()? };
        let name = seed.deserialize(StrDeserializer::<Fault>::new(name))?;
        Ok((name, self))
    }
}

impl<'r, 't> Variant<'r, 't> {
    /// The value of the variant; a name alone has none.
    fn value(self) -> Result<Reader<'r, 't>, Fault> {
        if self.is_object { Ok(Reader(self.scan)) } else { Err(Fault::wrong_type()) }
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.is_object { self.scan.word("null") } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        self.value().and_then(|reader| seed.deserialize(reader)).map_err(|fault| fault.at(VARIANT))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::wrong_type()) // no type has one
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.value().and_then(|reader| reader.object(visitor)).map_err(|fault| fault.at(VARIANT))
    }
}
