//! Who may read a kept file.

use kernel::caller::Caller;
use platform::files;

/// Anyone a public file, staff the others; but a spreadsheet that came in for an import shows what members keep for
/// themselves, so it is for those only who may import.
pub fn may_read_file(caller: &Caller, public: bool, purpose: &str) -> bool {
    public
        || match purpose {
            files::IMPORT => caller.is_coordinator(),
            _ => caller.is_staff(),
        }
}
