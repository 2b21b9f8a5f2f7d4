//! Whom a source stands for.

use super::Attribution;
use crate::fact::Scan;
use crate::lexicon::Lexicon;

/// Leads the mentions of an article back to full names.
pub(super) fn resolve(_scan: &Scan<'_>, _lexicon: &Lexicon, _found: &mut [Attribution]) {}
