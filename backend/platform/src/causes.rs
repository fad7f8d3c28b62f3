//! Why something failed, as the library below said it. Such words may quote what somebody wrote, so they are for whoever
//! asks for them, with `MAILLAGE_LOG=info,maillage::causes=debug`, and no other line of the log holds any.

use kernel::problem::Problem;

/// Writes it down beside the line that tells of the failure.
pub fn note(problem: &Problem) {
    if let Some(cause) = problem.cause() {
        tracing::debug!(target: "maillage::causes", code = problem.code(), cause, "why it failed");
    }
}
