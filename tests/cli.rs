//! The program as its users run it: exit codes, what is printed where, what is written.
#![expect(clippy::disallowed_methods, reason = "a test stops at the first surprise and may touch the machine")]

#[path = "cli/site.rs"]
mod site;

#[path = "cli/adopt.rs"]
mod adopt;
#[path = "cli/bad_days.rs"]
mod bad_days;
#[path = "cli/build.rs"]
mod build;
#[path = "cli/change.rs"]
mod change;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/check_base.rs"]
mod check_base;
#[path = "cli/ci.rs"]
mod ci;
#[path = "cli/coverage.rs"]
mod coverage;
#[path = "cli/drawings.rs"]
mod drawings;
#[path = "cli/erase.rs"]
mod erase;
#[path = "cli/hand_over.rs"]
mod hand_over;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/kill.rs"]
mod kill;
#[path = "cli/list.rs"]
mod list;
#[path = "cli/new.rs"]
mod new;
#[path = "cli/new_items.rs"]
mod new_items;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/story.rs"]
mod story;
#[path = "cli/theme.rs"]
mod theme;
#[path = "cli/tools.rs"]
mod tools;
