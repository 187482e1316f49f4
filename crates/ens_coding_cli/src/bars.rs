//! Figures of a practice as bars of text.

use ens_coding::Figure;

/// How many characters a bar has that stands for all.
const WIDTH: u32 = 20;

/// For each figure the practice with its bar and reading, and below each clinician with a bar.
pub fn shown(figures: &[Figure]) -> Vec<String> {
    let mut lines = Vec::new();
    if !figures.is_empty() {
        lines.extend([String::new(), "Figures".into()]);
    }
    for figure in figures {
        let name = serde_json::to_value(figure.name).ok();
        let name = name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('_', " ");
        let title = match (&figure.rule, figure.clinician) {
            (Some(rule), _) => format!("  {rule}"),
            (None, Some(at)) => format!("  clinician {}", at.saturating_add(1)),
            (None, None) => name,
        };
        // The longest bar of a figure stands for its greatest value, and for a whole where none is greater.
        let most = figures.iter().filter(|it| it.name == figure.name).filter_map(|it| it.per_mille).max();
        let bar = figure.per_mille.map_or_else(String::new, |it| bar(it, most.unwrap_or(0).max(1000)));
        let count = |count: Option<u32>| count.map_or("not known".into(), |it| it.to_string());
        let counts = format!("{} of {}", count(figure.numerator), count(figure.denominator));
        lines.push(format!("  {title:<38}  {bar:<20}  {counts}"));
        if figure.clinician.is_none() && figure.rule.is_none() {
            lines.push(format!("        {}", figure.reading));
        }
    }
    lines
}

/// A bar that is as long as the share of the greatest value.
fn bar(per_mille: u32, most: u32) -> String {
    let length = u64::from(per_mille).saturating_mul(WIDTH.into()).div_ceil(most.into());
    let length = usize::try_from(length).unwrap_or_default();
    let width = usize::try_from(WIDTH).unwrap_or_default();
    format!("{}{}", "#".repeat(length), ".".repeat(width.saturating_sub(length)))
}
