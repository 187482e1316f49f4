//! From minutes to units, by the CMS method and by the AMA method.

use alloc::vec::Vec;

use crate::book::CountingMethod;
use crate::code::Code;
use crate::order;

/// Minutes of one timed code in one pool of minutes (the discipline's day).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimedCode {
    pub code: Code,
    pub minutes: u32,
}

/// Units of one timed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub code: Code,
    pub minutes: u32,
    /// The units that the method gives, ties decided by order.
    pub units: u32,
    /// The code is one of those that tie for the last unit.
    pub tied: bool,
}

impl Counted {
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

/// The units of each code of a pool, in the order of the pool.
pub(crate) fn count(method: CountingMethod, pool: &[TimedCode]) -> Vec<Counted> {
    let mut counted: Vec<Counted> = pool
        .iter()
        .map(|timed| {
            let units = match method {
                CountingMethod::Cms => timed.minutes / 15,
                CountingMethod::Ama => units_of(timed.minutes),
            };
            Counted { code: timed.code, minutes: timed.minutes, units, tied: false }
        })
        .collect();
    if method == CountingMethod::Ama {
        return counted;
    }
    let total = units_of(pool.iter().map(|timed| timed.minutes).fold(0, u32::saturating_add));
    let full = counted.iter().map(|code| code.units).fold(0, u32::saturating_add);
    let left_over = usize::try_from(total.saturating_sub(full)).unwrap_or(usize::MAX);
    // Left-over units go one by one to the largest remainders; the sort is stable, so that order decides a tie.
    let mut places: Vec<usize> = (0..counted.len()).collect();
    let remainder = |counted: &[Counted], at: usize| counted.get(at).map_or(0, |code| code.minutes % 15);
    order::sort(&mut places, |one, other| remainder(&counted, *one) > remainder(&counted, *other));
    let last_in = left_over.checked_sub(1).and_then(|at| places.get(at)).map(|at| remainder(&counted, *at));
    let first_out = places.get(left_over).map(|at| remainder(&counted, *at));
    for (rank, at) in places.iter().enumerate() {
        let own = remainder(&counted, *at);
        if let Some(code) = counted.get_mut(*at) {
            if rank < left_over {
                code.units = code.units.saturating_add(1);
            }
            code.tied = last_in == first_out && last_in == Some(own);
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::code;

    fn units(method: CountingMethod, minutes: &[u32]) -> Vec<u32> {
        let codes = [code!(b"97110"), code!(b"97140"), code!(b"97116"), code!(b"97035")];
        let pool: Vec<_> =
            codes.iter().zip(minutes).map(|(code, minutes)| TimedCode { code: *code, minutes: *minutes }).collect();
        count(method, &pool).iter().map(|code| code.units).collect()
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
