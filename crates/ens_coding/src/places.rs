//! A set of places of services, without a list of its own for every line.

/// Places of services on the visit. Four words hold more than the 200 services that a visit has at most; a larger place,
/// which only a claim can name, is no service's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places([u64; 4]);

impl Places {
    /// Adds a place.
    pub fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Those that stand in the other set too.
    pub fn and(self, other: Self) -> Self {
        let mut both = self.0;
        both.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
        Self(both)
    }

    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The places in ascending order.
    pub fn iter(self) -> Each {
        let [bits, rest @ ..] = self.0;
        Each { bits, rest, start: 0 }
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        let mut all = Self::default();
        places.into_iter().for_each(|at| all.insert(at));
        all
    }
}

/// The places that are left: in this word, and in those behind it.
#[derive(Clone)]
pub(crate) struct Each {
    bits: u64,
    rest: [u64; 3],
    start: usize, // the place of the word's first bit
}

impl Iterator for Each {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            if self.rest == [0; 3] {
                return None;
            }
            let [next, second, third] = self.rest;
            (self.bits, self.rest) = (next, [second, third, 0]);
            self.start = self.start.wrapping_add(64);
        }
        let bit = self.bits.trailing_zeros();
        self.bits &= self.bits.wrapping_sub(1);
        usize::try_from(bit).ok().map(|bit| self.start.wrapping_add(bit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn ascending_and_bounded() {
        let places: Places = [199, 3, 64, 65_535, 63, 3].into_iter().collect();
        assert_eq!(places.iter().collect::<Vec<_>>(), [3, 63, 64, 199]);
        let other: Places = [64, 5].into_iter().collect();
        assert_eq!(places.and(other).iter().collect::<Vec<_>>(), [64]);
        assert!(other.and([3].into_iter().collect()).is_empty());
    }
}
