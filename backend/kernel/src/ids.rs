//! Identifiers are UUIDv7 (RFC 9562): they sort by creation. They are names, never secrets.

use uuid::Uuid;

/// A new identifier.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
