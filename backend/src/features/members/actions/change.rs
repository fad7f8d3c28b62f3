//! One member changed by its form.

use kernel::problem::Problem;
use platform::{Asker, House};
use uuid::Uuid;

use super::{
    super::schema::MemberChanges,
    draft::{self, Edit, Fate, Wish},
};

/// Changes a member from the revision that was read: 412 when there is another by now, 422 field by field, 409 when
/// another member holds an identifier. A change that changes nothing leaves the revision.
pub async fn change(house: &House, by: &Asker, id: Uuid, based_on: i64, set: MemberChanges) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let edit = Edit { id, based_on: Some(based_on), wish: Wish::Set(Box::new(set)) };
    for (id, fate) in draft::prepare(&work, vec![edit]).await? {
        match fate {
            Fate::Nothing { .. } => {}
            Fate::Refused { problem, .. } => return Err(problem),
            Fate::Stale { revision } => return Err(platform::audit::stale(work.tx(), "member", id, revision).await?),
            Fate::Changes(draft) => {
                draft::write(&work, vec![*draft], "update", None).await?;
            }
        }
    }
    work.commit().await
}
