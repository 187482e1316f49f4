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
        let [a, b, c, d] = self.0;
        let [e, f, g, h] = other.0;
        Self([a & e, b & f, c & g, d & h])
    }

    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The places in ascending order.
    pub fn iter(self) -> Each {
        Each(self)
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        let mut all = Self::default();
        places.into_iter().for_each(|at| all.insert(at));
        all
    }
}

/// The places that are left.
pub(crate) struct Each(Places);

impl Iterator for Each {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let (at, word) = self.0.0.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
        let bit = word.trailing_zeros();
        *word &= word.wrapping_sub(1);
        usize::try_from(bit).ok().map(|bit| at.wrapping_mul(64).wrapping_add(bit))
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
