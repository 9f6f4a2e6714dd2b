//! The day of a status report, which is the name of its file.

use jiff::civil::Date;

use crate::source::SourcePath;

/// The date in an update's file name: `2026-03-05` or, for more on one day, `2026-03-05-2`.
pub fn update_date(path: &SourcePath) -> Option<Date> {
    let stem = path.stem();
    let (date, rest) = stem.split_at_checked(10)?;
    let numbered = rest
        .strip_prefix('-')
        .is_some_and(|number| number.parse::<u16>().is_ok_and(|n| n >= 2) && !number.starts_with('0'));
    if rest.is_empty() || numbered { crate::time::parse_date(date).ok() } else { None }
}

/// What orders updates of a program by time: those of one day by their number, which no order of names does.
pub fn update_order(date: Date, name: &str) -> (Date, usize, &str) {
    (date, name.len(), name)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_update_is_named_by_its_date() {
        let of = |name: &str| update_date(&SourcePath::new(format!("content/programs/p/updates/{name}.md")));
        assert_eq!(of("2026-03-05"), Some(date(2026, 3, 5)));
        assert_eq!(of("2026-03-05-2"), Some(date(2026, 3, 5)));
        for bad in ["2026-03-05-1", "2026-03-05-02", "2026-02-30", "march", "2026-03-05x", "2026-3-5"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }

    #[test]
    fn updates_of_one_day_follow_their_numbers() {
        let mut names = ["2026-03-05-10", "2026-03-05-2", "2026-03-05", "2026-03-05-9"];
        names.sort_by_key(|name| update_order(date(2026, 3, 5), name));
        assert_eq!(names, ["2026-03-05", "2026-03-05-2", "2026-03-05-9", "2026-03-05-10"]);
    }
}
