//! The preview's loop, one round at a time.

use super::*;
use clap::Parser;

/// `serve` as it is when nothing is asked for.
#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    args: crate::cli::serve::args::ServeArgs,
}

#[test]
fn the_day_turns_without_a_save() -> Result<(), Box<dyn std::error::Error>> {
    let root = tempfile::tempdir()?;
    std::fs::write(root.path().join("pmo.yaml"), "site: { title: T }\n")?;
    let line = Line::try_parse_from(["serve", "--quiet", "--source", &root.path().to_string_lossy()])?;
    let mut preview =
        Preview::new(&line.options, &line.args, None, &Arc::default()).map_err(|failure| format!("{failure:?}"))?;
    let mut on = |day: fn(&PreviewSettings) -> Result<Date, Failure>| {
        preview.today = day;
        let built = preview.round().unwrap_or(false);
        (built, preview.built.as_ref().and_then(|(_, inputs)| super::day(inputs)).map(|day| day.to_string()))
    };
    on(|_| Ok(jiff::civil::date(2026, 3, 5)));
    assert_eq!(on(|_| Ok(jiff::civil::date(2026, 3, 5))), (false, Some("2026-03-05".to_owned())));
    assert_eq!(on(|_| Ok(jiff::civil::date(2026, 3, 6))), (true, Some("2026-03-06".to_owned())));
    Ok(())
}
#[test]
fn after_a_fault_the_last_site_stays_and_the_next_build_goes_on() -> Result<(), Box<dyn std::error::Error>> {
    let root = tempfile::tempdir()?;
    std::fs::create_dir(root.path().join("content"))?;
    std::fs::write(root.path().join("pmo.yaml"), "site: { title: T }\n")?;
    let line = Line::try_parse_from(["serve", "--quiet", "--source", &root.path().to_string_lossy()])?;
    let mut preview =
        Preview::new(&line.options, &line.args, None, &Arc::default()).map_err(|failure| format!("{failure:?}"))?;
    let shown = |preview: &Preview<'_>| preview.site.as_ref().map(|site| Arc::as_ptr(site) as usize);
    let _ = preview.round();
    let before = shown(&preview);
    preview.take(SharedSink::default(), None);
    assert!(before.is_some() && shown(&preview) == before && preview.fault.is_some());
    std::fs::write(root.path().join("pmo.yaml"), "site: { title: Other }\n")?;
    assert!(preview.round().unwrap_or(false) && preview.fault.is_none() && shown(&preview) != before);
    Ok(())
}
