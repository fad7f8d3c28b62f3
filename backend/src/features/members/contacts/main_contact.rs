//! Whom to talk to first: one contact of a member, as long as anybody is there.

use chrono::NaiveDate;
use kernel::problem::Problem;
use platform::Work;
use uuid::Uuid;

use super::store;

/// Who is main among those who are there: the wanted one, else the one who is, else the next. `wanted` says that a
/// contact asked to be main, or not to be any more.
pub fn choose_main(there: &[(Uuid, bool)], wanted: Option<(Uuid, bool)>) -> Option<Uuid> {
    if let Some((id, true)) = wanted
        && there.iter().any(|(one, _)| *one == id)
    {
        return Some(id);
    }
    let resigned = wanted.filter(|(_, main)| !main).map(|(id, _)| id);
    let now = there.iter().find(|(_, main)| *main).map(|(id, _)| *id).filter(|id| Some(*id) != resigned);
    now.or_else(|| there.iter().map(|(id, _)| *id).find(|id| Some(*id) != resigned))
        .or_else(|| there.first().map(|(id, _)| *id))
}

/// Puts the main contact right after a change of a member's people.
pub async fn settle_main(
    work: &Work,
    member_id: Uuid,
    today: NaiveDate,
    wanted: Option<(Uuid, bool)>,
) -> Result<(), Problem> {
    let all = store::of_member(work.tx(), member_id).await?;
    let there: Vec<(Uuid, bool)> = all
        .iter()
        .filter(|one| !store::has_ended(&one.contact, today))
        .map(|one| (one.contact.id, one.contact.main))
        .collect();
    let now = all.iter().find(|one| one.contact.main).map(|one| one.contact.id);
    // A new contact that does not ask to be main does not put anybody off.
    let wanted = wanted.filter(|(id, main)| *main || now == Some(*id));
    let main = choose_main(&there, wanted);
    if main == now { Ok(()) } else { store::set_main(work.tx(), member_id, main).await }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_main_contact_as_long_as_there_is_anybody() {
        let [a, b] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        assert_eq!(choose_main(&[], None), None);
        assert_eq!(choose_main(&[(a, false)], None), Some(a));
        assert_eq!(choose_main(&[(a, true), (b, false)], Some((b, true))), Some(b));
        assert_eq!(choose_main(&[(a, true), (b, false)], Some((a, false))), Some(b));
        assert_eq!(choose_main(&[(a, true)], Some((a, false))), Some(a));
        // The main one has ended: the next takes over.
        assert_eq!(choose_main(&[(b, false)], None), Some(b));
        assert_eq!(choose_main(&[(b, false)], Some((a, true))), Some(b));
    }
}
