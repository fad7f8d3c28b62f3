//! What a row says of a membership and the book does not follow: a member by right stays one, and who has joined never
//! waits again.

use kernel::cells::ValueFault;
use kernel::trade::MemberStatus;

use super::draft::MemberDraft;
use super::fields::Field;
use super::known::KnownMember;

fn waits(status: MemberStatus) -> bool {
    matches!(status, MemberStatus::Prospect | MemberStatus::Invited)
}

/// Whether the book keeps its own status, whatever the row says.
pub(super) fn stays(member: &KnownMember, status: MemberStatus) -> bool {
    (member.ex_officio && (waits(status) || status == MemberStatus::Left))
        || (member.joined_on.is_some() && waits(status))
}

/// The field whose value is left aside, and why; none when the row is followed. `member` is the one it is about.
pub(super) fn left_aside(member: Option<&KnownMember>, draft: &MemberDraft) -> Option<(Field, ValueFault)> {
    let (field, said) = match draft.status.filter(|_| !draft.status_from_sheet) {
        Some(status) => (Field::Status, status),
        None if draft.left_on.is_some() => (Field::LeftOn, MemberStatus::Left),
        None => return None,
    };
    let by_right = draft.ex_officio == Some(true) || member.is_some_and(|member| member.ex_officio);
    if by_right && (waits(said) || said == MemberStatus::Left) {
        return Some((
            field,
            ValueFault::new(
                "status.by_right",
                "Une commune du territoire est membre de droit : elle le reste, et cette valeur est laissée de côté.",
                "A commune of the territory is a member by right: it stays one, and this value is left aside.",
            ),
        ));
    }
    if waits(said) && member.is_some_and(|member| member.joined_on.is_some()) {
        return Some((
            field,
            ValueFault::new(
                "status.backwards",
                "Ce membre a déjà adhéré : ce statut est laissé de côté.",
                "This member has already joined: this status is left aside.",
            ),
        ));
    }
    None
}
