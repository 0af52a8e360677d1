//! Quality of the answers: how many of those invited gave them.

mod response;

pub use response::LOW_RESPONSE;
pub(crate) use response::{Response, responses};
