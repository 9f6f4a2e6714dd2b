//! Numbers and answers in other notations than ours: what a person may have meant, for hints.
//!
//! `92 %`, `0.92`, `1,850,000`, `$1.85M`, `yes`. A hint never guesses: where a number can be read in two ways, both are
//! given. Deliberately absent: accepting any of them.

/// What to type in the place of `text`, which is no whole number from `min` to `max`.
pub(super) fn whole_hint(text: &str, min: i64, max: i64) -> String {
    let otherwise = || format!("write a whole number from {min} to {max}");
    let within = |number: f64| (min..=max).any_in(number);
    let Some(Amount { readings, .. }) = amount(text) else { return otherwise() };
    match readings.as_slice() {
        [number] if max == 100 && *number > 0.0 && *number < 1.0 && !text.contains('%') => {
            let percent = number * 100.0;
            if whole(percent) {
                format!("write `{}`: it is a percentage without its sign", written(percent.round()))
            } else {
                either(percent.floor(), percent.ceil())
            }
        }
        [number] if whole(*number) && within(*number) => format!("write `{}`", written(*number)),
        [number] if within(number.floor()) && within(number.ceil()) => either(number.floor(), number.ceil()),
        _ => otherwise(),
    }
}

fn either(one: f64, other: f64) -> String {
    format!("write `{}` or `{}`", written(one), written(other))
}

/// Whether a number has no digits behind its point, but for those of binary arithmetic.
fn whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-9
}

trait Bounds {
    fn any_in(&self, number: f64) -> bool;
}

impl Bounds for std::ops::RangeInclusive<i64> {
    #[expect(clippy::cast_precision_loss, reason = "the bounds of fields are small")]
    fn any_in(&self, number: f64) -> bool {
        *self.start() as f64 <= number && number <= *self.end() as f64
    }
}

/// What to type in the place of `text`, which is no number.
pub(super) fn number_hint(text: &str) -> String {
    let Some(Amount { readings, money }) = amount(text) else {
        return "write a number, such as `1850000` or `1.5`".to_owned();
    };
    let money = if money { "; the currency has a key of its own" } else { "" };
    match readings.as_slice() {
        [one, other] => {
            format!("write `{}`, or `{}` if its sign divides the fraction{money}", written(*one), written(*other))
        }
        [one, ..] => format!("write `{}`{money}", written(*one)),
        [] => "write a number, such as `1850000` or `1.5`".to_owned(),
    }
}

/// What to type in the place of `text`, which is neither `true` nor `false`.
pub(super) fn bool_hint(text: &str) -> &'static str {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" | "x" | "✓" | "✔" => "write `true`, without quotes",
        "no" | "n" | "off" | "0" | "false" => "write `false`, without quotes",
        _ => "write `true` or `false`, without quotes",
    }
}

/// A number as somebody wrote it.
struct Amount {
    /// What it may be.
    readings: Vec<f64>,
    /// Whether a currency stands with it.
    money: bool,
}

/// A number without binary noise: at most six digits behind the point.
fn written(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reads what is more or less a number: with a sign of a currency or its code, separators between thousands, a letter
/// for thousands or millions, a percent sign, a tilde.
fn amount(text: &str) -> Option<Amount> {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\'' | '_' | '’');
    let compact: String = text.trim().chars().filter(|c| !is_space(*c)).collect();
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let mut rest = compact.trim_start_matches(['~', '≈', '+']);
    let mut money = false;
    let signs = ['$', '€', '£', '¥', '₹', '₩', '₽', '฿', '₺', '₪', '₦'];
    if let Some(inner) = rest.strip_prefix(signs) {
        (rest, money) = (inner, true);
    } else if let Some((_, inner)) = rest.split_at_checked(3).filter(|(code, _)| is_code(code)) {
        (rest, money) = (inner, true);
    }
    if let Some(inner) = rest.strip_suffix(signs) {
        (rest, money) = (inner, true);
    } else if let Some((inner, _)) =
        rest.len().checked_sub(3).and_then(|at| rest.split_at_checked(at)).filter(|(_, code)| is_code(code))
    {
        (rest, money) = (inner, true);
    }
    rest = rest.trim_end_matches('%');
    let digits = rest.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    let factor = match rest.get(digits.len()..)?.trim_matches('.').to_lowercase().as_str() {
        "" | "percent" | "pct" => 1.0,
        "k" | "thousand" | "tsd" => 1e3,
        "m" | "mm" | "mio" | "mn" | "mln" | "million" | "millions" => 1e6,
        "b" | "bn" | "mrd" | "billion" | "billions" => 1e9,
        _ => return None,
    };
    let readings: Vec<f64> = plain(digits)?.into_iter().map(|number| number * factor).collect();
    Some(Amount { readings, money })
}

/// Digits with separators: the last of two kinds divides the fraction, one kind that is repeated divides thousands, and
/// a single one before three digits may be either.
fn plain(digits: &str) -> Option<Vec<f64>> {
    let (minus, unsigned) = digits.strip_prefix('-').map_or((1.0, digits), |rest| (-1.0, rest));
    let sound = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !sound {
        return None;
    }
    let number = |text: &str| text.parse::<f64>().ok().map(|number| number * minus);
    let without = |sign: char| unsigned.replace(sign, "");
    let thousands = |sign: char| {
        let mut groups = unsigned.split(['.', ',']).skip(1);
        unsigned.matches(sign).count() > 1 && groups.all(|group| group.len() == 3)
    };
    let found = match (unsigned.rfind(','), unsigned.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => vec![number(&without('.').replace(',', "."))?],
        (Some(_), Some(_)) => vec![number(&without(','))?],
        (Some(_), None) if thousands(',') => vec![number(&without(','))?],
        (None, Some(_)) if thousands('.') => vec![number(&without('.'))?],
        (Some(comma), None) if unsigned.len() - comma == 4 && comma <= 3 => {
            vec![number(&without(','))?, number(&unsigned.replace(',', "."))?]
        }
        (Some(_), None) => vec![number(&unsigned.replace(',', "."))?],
        (None, _) => vec![number(unsigned)?],
    };
    Some(found)
}

/// Whether the digits of a key are a group of thousands of the number before it: `{ baseline: 1,850,000 }` gives
/// `baseline: 1` and the keys `850` and `000`.
pub(super) fn is_group(number: &str, key: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let head = number.trim_start_matches(['-', '$', '€', '£', '¥', '~']);
    let before = head.split(',').next().is_some_and(|first| digits(first) && first.len() <= 3);
    let (group, fraction) = key.split_once('.').unwrap_or((key, ""));
    before && digits(group) && group.len() <= 3 && (fraction.is_empty() || digits(fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_told_as_a_whole_number() {
        for (text, wanted) in [
            ("92 %", "write `92`"),
            ("92%", "write `92`"),
            ("92.0", "write `92`"),
            ("0.92", "write `92`: it is a percentage without its sign"),
            ("0,92", "write `92`: it is a percentage without its sign"),
            ("0.07", "write `7`: it is a percentage without its sign"),
            ("0.5 %", "write `0` or `1`"),
            ("85.5", "write `85` or `86`"),
            ("~80", "write `80`"),
            ("high", "write a whole number from 0 to 100"),
            ("850 %", "write a whole number from 0 to 100"),
        ] {
            assert_eq!(whole_hint(text, 0, 100), wanted, "{text}");
        }
        assert_eq!(whole_hint("60%", 1, 5), "write a whole number from 1 to 5");
        assert_eq!(whole_hint("3/5", 1, 5), "write a whole number from 1 to 5");
    }

    #[test]
    fn amounts_are_told_as_plain_numbers() {
        for (text, wanted) in [
            ("55%", "write `55`"),
            ("1,850,000", "write `1850000`"),
            ("1.850.000", "write `1850000`"),
            ("1 850 000", "write `1850000`"),
            ("1'850'000", "write `1850000`"),
            ("1_850_000", "write `1850000`"),
            ("1.850.000,50", "write `1850000.5`"),
            ("1,850,000.50", "write `1850000.5`"),
            ("35,5", "write `35.5`"),
            ("1,850", "write `1850`, or `1.85` if its sign divides the fraction"),
            ("$1.85M", "write `1850000`; the currency has a key of its own"),
            ("€1.85m", "write `1850000`; the currency has a key of its own"),
            ("1.85 Mio. EUR", "write `1850000`; the currency has a key of its own"),
            ("EUR 1850000", "write `1850000`; the currency has a key of its own"),
            ("1850k", "write `1850000`"),
            ("~12", "write `12`"),
            ("-5 %", "write `-5`"),
        ] {
            assert_eq!(number_hint(text), wanted, "{text}");
        }
        for text in ["many", "", "1-2", "12 of 40", "..", "é"] {
            assert_eq!(number_hint(text), "write a number, such as `1850000` or `1.5`", "{text}");
        }
    }
}
