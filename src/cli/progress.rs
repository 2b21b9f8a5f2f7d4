//! A progress bar on standard error, for runs that take longer than a second while a person is
//! watching.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// How long a run may take before the bar appears.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar, or nothing where nobody watches.
pub(super) struct Bar {
    started: Instant,
    bar: Option<ProgressBar>,
    watched: bool,
}

impl Bar {
    pub(super) fn new() -> Self {
        Self { started: Instant::now(), bar: None, watched: io::stderr().is_terminal() }
    }

    /// Shows how far the run is.
    pub(super) fn show(&mut self, progress: Progress) {
        if !self.watched || self.started.elapsed() < PATIENCE {
            return;
        }
        let (what, done, all) = match progress {
            Progress::Read(done, all) => ("reading", done, all),
            Progress::Compared(done, all) => ("comparing", done, all),
        };
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{msg:>10} {bar:30} {pos}/{len}");
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style.expect("the template is a constant"));
            bar
        });
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        bar.set_message(what);
    }

    /// Takes the bar away, so that the report stands alone.
    pub(super) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
