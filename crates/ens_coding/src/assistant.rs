//! Which units of a service an assistant's modifier reports.

/// Units of one code, split by who furnished them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Split {
    /// Units to report with CQ or CO.
    pub assistant: u32,
    /// Units to report without.
    pub therapist: u32,
}

/// More than a tenth of the time is the assistant's.
const fn is_more_than_a_tenth(part: u32, whole: u32) -> bool {
    part.saturating_mul(10) > whole
}

/// Splits the units of a timed code. Full blocks of 15 minutes go to whoever furnished them. Of the rest, the therapist
/// who has 8 minutes or more keeps a single unit; two units are one each.
pub(crate) fn split_timed(units: u32, assistant_minutes: u32, therapist_minutes: u32) -> Split {
    if assistant_minutes == 0 {
        return Split { assistant: 0, therapist: units };
    }
    if therapist_minutes == 0 {
        return Split { assistant: units, therapist: 0 };
    }
    let assistants = (assistant_minutes / 15).min(units);
    let therapists = (therapist_minutes / 15).min(units.saturating_sub(assistants));
    let split = Split { assistant: assistants, therapist: therapists };
    let rest = (assistant_minutes % 15, therapist_minutes % 15);
    match units.saturating_sub(assistants).saturating_sub(therapists) {
        0 => split,
        1 if rest.1 < 8 && is_more_than_a_tenth(rest.0, rest.0.saturating_add(rest.1)) => {
            Split { assistant: assistants.saturating_add(1), ..split }
        }
        1 => Split { therapist: therapists.saturating_add(1), ..split },
        left => Split {
            assistant: assistants.saturating_add(1),
            therapist: therapists.saturating_add(left.saturating_sub(1)),
        },
    }
}

/// Whether an untimed service is the assistant's: more than a tenth of its minutes.
pub(crate) const fn is_assistants(assistant_minutes: u32, all_minutes: u32) -> bool {
    is_more_than_a_tenth(assistant_minutes, all_minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_of_the_fact_sheet() {
        let split = |units, assistant, therapist| {
            let split = split_timed(units, assistant, therapist);
            (split.assistant, split.therapist)
        };
        assert_eq!(split(2, 23, 13), (1, 1), "one full block; the therapist has 8 of the rest");
        assert_eq!(split(1, 10, 5), (1, 0), "the therapist has less than 8");
        assert_eq!(split(2, 12, 13), (1, 1), "two units left, each 9 to 14 minutes");
        assert_eq!(split(1, 1, 7), (1, 0), "one of eight minutes is more than a tenth");
        assert_eq!(split(1, 5, 10), (0, 1), "the therapist alone has 8");
        assert_eq!(split(2, 30, 0), (2, 0));
        assert_eq!(split(3, 15, 30), (1, 2));
    }

    #[test]
    fn nothing_is_lost() {
        for assistant in 0..70 {
            for therapist in 0..70 {
                for units in [(assistant + therapist) / 15, (assistant + therapist) / 15 + 1] {
                    let split = split_timed(units, assistant, therapist);
                    assert_eq!(split.assistant + split.therapist, units, "{assistant} {therapist}");
                }
            }
        }
    }
}
