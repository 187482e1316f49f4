//! From minutes to units, by the CMS method and by the AMA method.

use crate::book::CountingMethod;
use crate::code::Code;

/// One timed code in one pool of minutes (the discipline's day).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub code: Code,
    pub minutes: u32,
    /// The units that the method gives, ties decided by order.
    pub units: u32,
    /// The code is one of those that tie for the last unit.
    pub tied: bool,
    /// Its units on the claim; filled where there is a claim.
    pub billed: u32,
}

impl Counted {
    /// A code that is not counted yet.
    pub const fn new(code: Code, minutes: u32) -> Self {
        Self { code, minutes, units: 0, tied: false, billed: 0 }
    }

    /// Minutes beyond the full quarters of an hour.
    const fn remainder(&self) -> u32 {
        self.minutes % 15
    }

    /// The most units that the method allows: a tie may fall on this code.
    pub const fn most(&self) -> u32 {
        let full = self.minutes / 15;
        if self.tied { full.saturating_add(1) } else { self.units }
    }
}

/// Units of some minutes on their own: one past the eighth minute of each quarter of an hour.
pub(crate) const fn units_of(minutes: u32) -> u32 {
    minutes.saturating_add(7) / 15
}

/// Counts the units of each code of a pool.
pub(crate) fn count(method: CountingMethod, pool: &mut [Counted]) {
    for code in pool.iter_mut() {
        code.units = match method {
            CountingMethod::Cms => code.minutes / 15,
            CountingMethod::Ama => units_of(code.minutes),
        };
    }
    if method == CountingMethod::Ama {
        return;
    }
    let total = units_of(pool.iter().map(|code| code.minutes).fold(0, u32::saturating_add));
    let full = pool.iter().map(|code| code.units).fold(0, u32::saturating_add);
    let left_over = usize::try_from(total.saturating_sub(full)).unwrap_or(usize::MAX);
    if left_over == 0 {
        return;
    }
    // Left-over units go one by one to the largest remainders; order decides a tie.
    let (mut last_in, mut first_out) = (None, None);
    for at in 0..pool.len() {
        let rank = rank(pool, at);
        let Some(code) = pool.get_mut(at) else { continue };
        if rank < left_over {
            code.units = code.units.saturating_add(1);
            last_in = last_in.filter(|(last, _)| *last > rank).or(Some((rank, code.remainder())));
        } else if rank == left_over {
            first_out = Some(code.remainder());
        }
    }
    let cut = last_in.map(|(_, remainder)| remainder).filter(|remainder| first_out == Some(*remainder));
    for code in pool {
        code.tied = cut == Some(code.remainder());
    }
}

/// How many codes of a pool go before this one when units are left over.
fn rank(pool: &[Counted], at: usize) -> usize {
    let own = pool.get(at).map_or(0, Counted::remainder);
    let goes_before = |(other, code): &(usize, &Counted)| (code.remainder(), at) > (own, *other);
    pool.iter().enumerate().filter(goes_before).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::code;
    use alloc::vec::Vec;

    fn units(method: CountingMethod, minutes: &[u32]) -> Vec<u32> {
        let codes = [code!(b"97110"), code!(b"97140"), code!(b"97116"), code!(b"97035")];
        let counted = |(code, minutes): (&Code, &u32)| Counted::new(*code, *minutes);
        let mut pool: Vec<Counted> = codes.iter().zip(minutes).map(counted).collect();
        count(method, &mut pool);
        pool.iter().map(|code| code.units).collect()
    }

    /// The examples of the Medicare Claims Processing Manual, chapter 5, section 20.2.
    #[test]
    fn manual_examples() {
        assert_eq!(units(CountingMethod::Cms, &[24, 23]), [2, 1]);
        assert_eq!(units(CountingMethod::Cms, &[20, 20]), [2, 1]);
        assert_eq!(units(CountingMethod::Cms, &[33, 7]), [2, 1]);
        assert_eq!(units(CountingMethod::Cms, &[18, 13, 10, 8]), [1, 1, 1, 0]);
        assert_eq!(units(CountingMethod::Cms, &[7, 7, 7]), [1, 0, 0]);
        assert_eq!(units(CountingMethod::Cms, &[7]), [0]);
        assert_eq!(units(CountingMethod::Cms, &[8, 8, 8]), [1, 1, 0]);
    }

    #[test]
    fn midpoint_counts_each_code_alone() {
        assert_eq!(units(CountingMethod::Ama, &[7, 7, 7]), [0, 0, 0]);
        assert_eq!(units(CountingMethod::Ama, &[8, 8, 8]), [1, 1, 1]);
        assert_eq!(units(CountingMethod::Ama, &[22, 16]), [1, 1]);
    }

    #[test]
    fn cms_sum_is_the_total() {
        for a in 0..50 {
            for b in 0..50 {
                for c in [0, 3, 7, 8, 14, 29] {
                    let sum: u32 = units(CountingMethod::Cms, &[a, b, c]).iter().sum();
                    assert_eq!(sum, units_of(a + b + c), "{a} {b} {c}");
                }
            }
        }
    }
}
