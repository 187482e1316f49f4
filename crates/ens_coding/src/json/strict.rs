//! Reads structures from objects only, and knows where it was when something is wrong.
//!
//! Derived readers also take a list for a structure, its fields in their order; the schema does not. Places are counted
//! on the way in and noted on the way out of a failure, so that a document without fault pays next to nothing.

use core::cell::Cell;
use core::fmt;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::fault::{Fault, Ferry};

/// Wraps a deserializer, a visitor, a seed or an access, and everything that comes out of it.
pub(super) struct Strict<'f, T>(pub T, pub &'f Ferry);

/// The same for the visitor of a structure, which refuses lists.
struct Structure<'f, V>(V, &'f Ferry);

/// The same for a list, with the number of elements that were read.
struct Items<'f, A>(A, &'f Ferry, usize);

/// The same for an object; the number of fields that were begun is shared with whoever opened it.
struct Fields<'f, 'n, A>(A, &'f Ferry, &'n Cell<usize>);

macro_rules! forward {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.0.$method(Strict(visitor, self.1)).map_err(|error| self.1.back(error))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<'_, D> {
    type Error = Fault;

    forward! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_option deserialize_unit deserialize_seq
        deserialize_map deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.0.deserialize_unit_struct(name, Strict(visitor, self.1)).map_err(|error| self.1.back(error))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.0.deserialize_newtype_struct(name, Strict(visitor, self.1)).map_err(|error| self.1.back(error))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.0.deserialize_tuple(len, Strict(visitor, self.1)).map_err(|error| self.1.back(error))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.0.deserialize_tuple_struct(name, len, Strict(visitor, self.1)).map_err(|error| self.1.back(error))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.0.deserialize_struct(name, fields, Structure(visitor, self.1)).map_err(|error| self.1.back(error))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.0.deserialize_enum(name, variants, Strict(visitor, self.1)).map_err(|error| self.1.back(error))
    }
}

fn fields<'de, V: Visitor<'de>, A: MapAccess<'de>>(visitor: V, map: A, ferry: &Ferry) -> Result<V::Value, A::Error> {
    let begun = Cell::new(0);
    let read = visitor.visit_map(Fields(map, ferry, &begun));
    read.map_err(|fault| ferry.out(fault.after(begun.get().saturating_sub(1))))
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Structure<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        fields(self.0, map, self.1)
    }
}

macro_rules! visit {
    ($($method:ident: $kind:ty),*) => {$(
        fn $method<E: de::Error>(self, value: $kind) -> Result<V::Value, E> {
            self.0.$method(value).map_err(|fault| self.1.out(fault))
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Strict<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    visit!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str,
           visit_borrowed_str: &'de str, visit_bytes: &[u8], visit_borrowed_bytes: &'de [u8]);

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none().map_err(|fault| self.1.out(fault))
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit().map_err(|fault| self.1.out(fault))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Strict(deserializer, self.1)).map_err(|fault| self.1.out(fault))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Strict(deserializer, self.1)).map_err(|fault| self.1.out(fault))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Items(list, self.1, 0)).map_err(|fault| self.1.out(fault))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        fields(self.0, map, self.1)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Strict(access, self.1)).map_err(|fault| self.1.out(fault))
    }
}

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<'_, T> {
    type Value = T::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        self.0.deserialize(Strict(deserializer, self.1)).map_err(|fault| self.1.out(fault))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, A> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let place = self.2;
        self.2 = place.saturating_add(1);
        self.0.next_element_seed(Strict(seed, self.1)).map_err(|error| self.1.back(error).at(place))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, '_, A> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let place = self.2.get();
        self.2.set(place.saturating_add(1));
        // All that can be wrong with a name is that nobody knows it, once the text is known to be JSON.
        self.0.next_key_seed(seed).map_err(|_| Fault::unknown_field().at(place))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let place = self.2.get().saturating_sub(1);
        self.0.next_value_seed(Strict(seed, self.1)).map_err(|error| self.1.back(error).at(place))
    }
}

impl<'de, 'f, A: EnumAccess<'de>> EnumAccess<'de> for Strict<'f, A> {
    type Error = Fault;
    type Variant = Strict<'f, A::Variant>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Strict<'f, A::Variant>), Fault> {
        let ferry = self.1;
        let read = self.0.variant_seed(Strict(seed, ferry));
        read.map(|(name, variant)| (name, Strict(variant, ferry))).map_err(|error| ferry.back(error))
    }
}

/// The one field of an object that stands for a variant.
const VARIANT: usize = 0;

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Strict<'_, A> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        self.0.unit_variant().map_err(|error| self.1.back(error))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        self.0.newtype_variant_seed(Strict(seed, self.1)).map_err(|error| self.1.back(error).at(VARIANT))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.0.tuple_variant(len, Strict(visitor, self.1)).map_err(|error| self.1.back(error).at(VARIANT))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.0.struct_variant(fields, Structure(visitor, self.1)).map_err(|error| self.1.back(error).at(VARIANT))
    }
}
