//! Two members can't have one number: neither with those in the database nor with one another.

use std::collections::{BTreeSet, HashMap};

use kernel::problem::Problem;
use platform::Work;
use uuid::Uuid;

use super::{
    super::super::store::{self, Holder},
    Fate,
};

/// Who has which number, by field and number.
#[derive(Default)]
struct Numbers {
    holders: HashMap<(&'static str, String), BTreeSet<Uuid>>,
    members: HashMap<Uuid, Holder>,
}

impl Numbers {
    /// From now on this member has these numbers and no other.
    fn put(&mut self, holder: Holder) {
        if let Some(before) = self.members.remove(&holder.id) {
            for key in before.keys() {
                if let Some(holders) = self.holders.get_mut(&key) {
                    holders.remove(&before.id);
                }
            }
        }
        for key in holder.keys() {
            self.holders.entry(key).or_default().insert(holder.id);
        }
        self.members.insert(holder.id, holder);
    }

    /// The first number of this member that another one has, and who.
    fn clash(&self, mine: &Holder) -> Option<(&'static str, &Holder)> {
        mine.keys().into_iter().find_map(|key| {
            let other = self.holders.get(&key)?.iter().find(|id| **id != mine.id)?;
            Some((key.0, self.members.get(other)?))
        })
    }
}

/// Refuses those whose identifiers another member holds, in the database or among the drafts. A draft that is refused
/// keeps the numbers it has, which may refuse another one: so often until nothing changes.
pub async fn refuse(work: &Work, fates: &mut [(Uuid, Fate)]) -> Result<(), Problem> {
    let wanted: Vec<Holder> = fates
        .iter()
        .filter_map(|(_, fate)| match fate {
            Fate::Changes(draft) if draft.renumbers() => Some(Holder::of(&draft.row)),
            _ => None,
        })
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut numbers = Numbers::default();
    for holder in store::holders(work.tx(), &wanted).await? {
        numbers.put(holder);
    }
    // What is about to change counts as it will be.
    for (_, fate) in fates.iter() {
        if let Fate::Changes(draft) = fate {
            numbers.put(Holder::of(&draft.row));
        }
    }
    loop {
        let mut refused = false;
        for (_, fate) in fates.iter_mut() {
            let Fate::Changes(draft) = fate else { continue };
            if !draft.renumbers() {
                continue;
            }
            let Some((field, holder)) = numbers.clash(&Holder::of(&draft.row)) else { continue };
            let problem = store::identifier_taken(&format!("/{field}"), Some((holder.id, &holder.name)));
            numbers.put(Holder::of(&draft.before));
            *fate = Fate::Refused { revision: Some(draft.before.revision), problem };
            refused = true;
        }
        if !refused {
            return Ok(());
        }
    }
}
