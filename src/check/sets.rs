//! Things that belong together, found pair by pair.

/// Which pairs belong together.
pub(in crate::check) struct Sets {
    up: Vec<usize>,
}

impl Sets {
    pub(in crate::check) fn new(len: usize) -> Self {
        Self { up: (0..len).collect() }
    }

    pub(in crate::check) fn top(&mut self, mut at: usize) -> usize {
        while self.up[at] != at {
            self.up[at] = self.up[self.up[at]];
            at = self.up[at];
        }
        at
    }

    pub(in crate::check) fn join(&mut self, x: usize, y: usize) {
        let (x, y) = (self.top(x), self.top(y));
        self.up[x.max(y)] = x.min(y);
    }
}
