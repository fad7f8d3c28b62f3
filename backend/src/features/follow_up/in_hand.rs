//! How many are due, of members in hand: the same numbers as `store::due` has of the database.

use std::sync::Arc;

use kernel::{
    problem::Problem,
    trade::{FollowUp, MemberStatus},
};
use platform::{
    House,
    columns::Bits,
    filter::{Context, Test},
};
use sea_orm::IdenStatic;
use tables::member::Column as C;

use super::store::due::{self, CountRow, Outlook};
use crate::features::members::{self, Roll};

pub struct InHand {
    roll: Arc<Roll>,
    outlook: Outlook,
    active: Bits,
    put_off: Bits,
}

impl InHand {
    /// None where members are not in hand.
    pub async fn of(house: &House, outlook: Outlook) -> Result<Option<InHand>, Problem> {
        let Some(roll) = members::roll(house).await? else { return Ok(None) };
        let columns = &roll.columns;
        let there = columns.own().test(C::ArchivedAt.as_str(), &Test::Empty, None);
        let active = columns.own().words(C::Status.as_str()).map(|words| words.one_of([MemberStatus::Active.as_str()]));
        let Some((there, active)) = there.zip(active) else { return Ok(None) };
        let mut put_off = Bits::none(columns.rows());
        for id in due::put_off_now(&house.db.read, outlook).await? {
            if let Some(row) = columns.row(id) {
                put_off.set(row);
            }
        }
        Ok(Some(InHand { active: active.and(&there), outlook, put_off, roll }))
    }

    fn in_state(&self, state: FollowUp) -> Option<Bits> {
        let days = self.roll.columns.own().numbers(C::ContactDueOn.as_str())?;
        let (first, last) = members::due_within(self.outlook.cadence.due_range(state, self.outlook.today));
        let within = Bits::of(days.len(), |row| first <= days[row] && days[row] <= last);
        Some(within.and(&self.active))
    }

    /// How many are due in these states, put off or not.
    pub fn total(&self, states: &[FollowUp], postponed: bool) -> Option<u64> {
        let mut total = 0;
        for state in states {
            let all = self.in_state(*state)?;
            let put_off = all.clone().and(&self.put_off).count();
            total += if postponed { put_off } else { all.count() - put_off };
        }
        Some(total as u64)
    }

    pub fn counts(&self, context: &Context) -> Option<CountRow> {
        let number = |bits: Bits| bits.count() as i64;
        let postponed = |state| Some(number(self.in_state(state)?.and(&self.put_off)));
        let reached = members::reached(context, &self.roll.columns)?;
        Some(CountRow {
            ok: number(self.in_state(FollowUp::Ok)?),
            soon: number(self.in_state(FollowUp::Soon)?),
            overdue: number(self.in_state(FollowUp::Overdue)?),
            never: number(self.in_state(FollowUp::Never)?),
            postponed_soon: postponed(FollowUp::Soon)?,
            postponed_overdue: postponed(FollowUp::Overdue)?,
            postponed_never: postponed(FollowUp::Never)?,
            unreachable: number(reached.others().and(&self.active)),
        })
    }
}
