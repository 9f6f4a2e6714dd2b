//! Longer tests of `time`: zone names, the texts of hours, the conversion vectors, golden numbers of the demo team,
//! properties.

mod clocks;
mod demo;
mod expander;
mod golden;
mod hires;
mod hours;
mod meetings;
mod mutants;
mod present_day;
mod properties;
mod targets;
mod vectors;
mod years;
mod zones;
