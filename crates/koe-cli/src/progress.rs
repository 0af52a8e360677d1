//! A progress bar on stderr for input that takes longer than a second.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use koe_core::responses::Progress;

const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how far the reading is, once it takes long. Hidden where stderr is
/// not a terminal.
pub(crate) struct Bar {
    started: Instant,
    read: AtomicU64,
    bar: ProgressBar,
}

impl Bar {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("reading answers {bar:30} {bytes} / {total_bytes}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { started: Instant::now(), read: AtomicU64::new(0), bar }
    }
}

impl Progress for Bar {
    fn advance(&self, read: u64, total: u64) {
        let read = self.read.fetch_add(read, Ordering::Relaxed) + read;
        if self.started.elapsed() < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
            self.bar.set_length(total);
        }
        self.bar.set_position(read.min(total));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
