//! How well a word that somebody typed fits a word of a label.

/// The longest word that is compared; longer ones are cut.
pub(super) const LONGEST: usize = 24;

/// How well a word with one mistake fits.
pub(super) const ONE_MISTAKE: u8 = 80;
/// How well a word with two mistakes fits: less than a part of a phrase with one.
pub(super) const TWO_MISTAKES: u8 = 58;

/// A word in small letters, with the set of its letters: most words are told apart by that alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    bytes: [u8; LONGEST],
    len: usize,
    letters: u64,
}

impl Word {
    /// The word of a text of letters and digits.
    pub fn of(text: &str) -> Self {
        let (mut bytes, mut len, mut letters) = ([0; LONGEST], 0_usize, 0_u64);
        for (to, from) in bytes.iter_mut().zip(text.bytes()) {
            *to = from.to_ascii_lowercase();
            letters |= 1 << (*to & 63);
            len = len.saturating_add(1);
        }
        Self { bytes, len, letters }
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn has_digit(&self) -> bool {
        self.as_bytes().iter().any(u8::is_ascii_digit)
    }

    /// Mistakes that are forgiven in a typed word.
    const fn forgiven(&self) -> u8 {
        match self.len {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        }
    }

    /// Whether the letters of both allow any fit: one begins like the other, or they differ by a few mistakes, each of which
    /// changes two letters at most.
    const fn may_fit(&self, label: &Self) -> bool {
        let (typed, known) = (self.letters & !label.letters, label.letters & !self.letters);
        typed == 0 || known == 0 || (typed | known).count_ones() <= (self.forgiven() as u32).saturating_mul(2)
    }

    /// How well this typed word fits a word of a label: 100 is the same word, 0 another one.
    #[inline]
    pub fn fits(&self, label: &Self) -> u8 {
        if self.may_fit(label) { self.compared(label) } else { 0 }
    }

    #[inline(never)]
    fn compared(&self, label: &Self) -> u8 {
        let (typed, known) = (self.as_bytes(), label.as_bytes());
        if typed == known {
            return 100;
        }
        if is_plural(typed, known) || is_plural(known, typed) {
            return 95;
        }
        if self.has_digit() || label.has_digit() {
            return 0;
        }
        if typed.len() >= 3 && known.starts_with(typed) {
            return 85;
        }
        if known.len() >= 5 && typed.starts_with(known) {
            return 75;
        }
        match mistakes(typed, known, self.forgiven()) {
            Some(1) => ONE_MISTAKE,
            // Two mistakes from the first letter on make another word: bilateral is not lateral.
            Some(_) if typed.first() == known.first() => TWO_MISTAKES,
            _ => 0,
        }
    }
}

fn is_plural(one: &[u8], many: &[u8]) -> bool {
    let rest = many.strip_prefix(one);
    one.len() >= 3 && matches!(rest, Some(b"s" | b"es"))
}

/// Letters that are missing, added, wrong or swapped with their neighbour, where they are no more than `most`.
pub(super) fn mistakes(one: &[u8], two: &[u8], most: u8) -> Option<u8> {
    if one.len().abs_diff(two.len()) > usize::from(most) {
        return None;
    }
    // Three rows of the table of distances, the current one last.
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for (at, cell) in (0_u8..).zip(rows[2].iter_mut()) {
        *cell = at;
    }
    let mut before = 0; // the letter before, of the first word
    for (at, letter) in one.iter().enumerate() {
        rows.rotate_left(1);
        let [older, old, new] = &mut rows;
        *new = [u8::MAX; LONGEST + 1];
        let mut left = u8::try_from(at).unwrap_or(u8::MAX).saturating_add(1);
        let mut least = left;
        if let Some(first) = new.first_mut() {
            *first = left;
        }
        let mut previous = 0; // the letter before, of the second word
        for (place, other) in two.iter().enumerate() {
            let get = |row: &[u8; LONGEST + 1], at: usize| row.get(at).copied().unwrap_or(u8::MAX);
            let next = place.saturating_add(1);
            let mut cost = get(old, place).saturating_add(u8::from(letter != other));
            cost = cost.min(get(old, next).saturating_add(1)).min(left.saturating_add(1));
            if at > 0 && place > 0 && before == *other && previous == *letter {
                cost = cost.min(get(older, place.saturating_sub(1)).saturating_add(1));
            }
            if let Some(cell) = new.get_mut(next) {
                *cell = cost;
            }
            (left, least, previous) = (cost, least.min(cost), *other);
        }
        if least > most {
            return None;
        }
        before = *letter;
    }
    rows[2].get(two.len()).copied().filter(|found| *found <= most)
}

/// The words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}
