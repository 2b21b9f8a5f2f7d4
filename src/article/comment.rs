//! Comments in marked-up copy that speak to copydesk.

use super::Span;

/// One `<!-- copydesk: … -->`. It is no copy; what it asks for is read by `finding`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What stands after `copydesk:`, without the white space round it.
    pub text: String,
    /// Where the whole comment stands in the decoded text of the file.
    pub at: Span,
}
