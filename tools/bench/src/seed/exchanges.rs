//! What was exchanged with whom, over three years.

use chrono::{DateTime, Days, NaiveDate, Utc};
use kernel::trade::{Channel, ChannelClass, Direction, Outcome as Came};
use sea_orm::DatabaseTransaction;
use tables::{interaction, interaction_member};
use uuid::Uuid;

use super::{Rows, chance};
use crate::Outcome;

struct Exchange {
    member: usize,
    channel: Channel,
    on: NaiveDate,
    outcome: Came,
}

impl Exchange {
    /// The n-th; a twentieth of the members never had any.
    fn of(n: usize, members: usize) -> Exchange {
        let channels = [
            Channel::Call,
            Channel::Email,
            Channel::Newsletter,
            Channel::Visit,
            Channel::Newsletter,
            Channel::Meeting,
            Channel::Event,
            Channel::Newsletter,
            Channel::PaperLetter,
        ];
        let came = chance(n, 3) % 10;
        let member = chance(n, 1) % members;
        Exchange {
            member: if member % 20 == 0 { (member + 1) % members } else { member },
            channel: channels[chance(n, 2) % channels.len()],
            on: Utc::now().date_naive() - Days::new(chance(n, 4) as u64 % 1_100 + member as u64 % 150),
            outcome: if came < 8 { Came::Reached } else { Came::NoAnswer },
        }
    }

    fn reached(&self) -> bool {
        self.outcome == Came::Reached
    }

    fn personal(&self) -> bool {
        self.reached() && self.channel.class() != ChannelClass::Mass
    }
}

/// When each member was last in contact, by any means and in person.
pub fn last_days(members: usize, exchanges: usize) -> Vec<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut days = vec![(None, None); members];
    for n in 0..exchanges {
        let one = Exchange::of(n, members);
        let (last, personal) = &mut days[one.member];
        if one.reached() {
            *last = (*last).max(Some(one.on));
        }
        if one.personal() {
            *personal = (*personal).max(Some(one.on));
        }
    }
    days
}

pub async fn write(tx: &DatabaseTransaction, members: &[Uuid], exchanges: usize) -> Outcome<()> {
    let (mut happened, mut with) = (Rows::new(), Rows::new());
    for n in 0..exchanges {
        let one = Exchange::of(n, members.len());
        let (id, at) = (kernel::ids::new_id(), one.on.and_time(chrono::NaiveTime::MIN).and_utc());
        happened.add(interaction_of(id, n, &one, at));
        let link = interaction_member::Model {
            interaction_id: id,
            member_id: members[one.member],
            channel: one.channel,
            happened_on: one.on,
            reached: one.reached(),
            personal: one.personal(),
        };
        with.add(link);
        if n % 500 == 499 {
            // Whoever refers comes after whom it refers to.
            happened.flush(tx).await?;
            with.flush(tx).await?;
        }
    }
    happened.flush(tx).await?;
    with.flush(tx).await
}

fn interaction_of(id: Uuid, n: usize, one: &Exchange, at: DateTime<Utc>) -> interaction::Model {
    interaction::Model {
        id,
        channel: one.channel,
        direction: if n.is_multiple_of(4) { Direction::Inbound } else { Direction::Outbound },
        happened_on: one.on,
        outcome: one.outcome,
        summary: n
            .is_multiple_of(2)
            .then(|| format!("Point sur les gobelets et la réserve de vaisselle, échange {n}.")),
        contact_id: None,
        source_kind: "entry".to_owned(),
        source_id: id,
        by_id: None,
        by_name: "Équipe".to_owned(),
        revision: 1,
        created_at: at,
        updated_at: at,
    }
}
