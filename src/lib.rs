//! copydesk compares what articles say and reports where they disagree.
//!
//! Data moves one way: [`source`] reads files into [`article`]s, [`fact`] takes out what they say,
//! [`check`] compares facts in blocks, [`rule`] sets level and message, and [`report`] prints the
//! [`finding`]s. [`pipeline`] is the way from end to end.

// Input must never reach a panic. Tests panic to fail, so this stands here and not in Cargo.toml.
#![warn(clippy::unwrap_used)]
// What the program says it writes to a stream that it was given; tests may print.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr))]

pub mod article;
pub mod check;
pub mod cli;
pub mod config;
pub mod decision;
pub mod fact;
pub mod finding;
pub mod fix;
pub mod lexicon;
pub mod pipeline;
pub mod report;
pub mod rule;
pub mod source;
pub mod text;
pub mod yaml;
