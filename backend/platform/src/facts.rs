//! Facts: what happened, named in the past tense (`member_joined`). Recorded in the transaction of the change,
//! told to each listener by a job of its own after the commit. Listeners recompute from the truth: order isn't promised.

use serde::Serialize;

pub trait Fact: Serialize {
    /// The word under which it is recorded and, later, told to third parties: `members.member_joined`.
    const KIND: &'static str;
}
