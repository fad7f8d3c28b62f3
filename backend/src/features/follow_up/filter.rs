//! What filters may ask of a member's exchanges: when it was last met, called, written to; only what reached it counts.

use chrono::{Datelike, NaiveDate};
use kernel::{problem::Problem, trade::Channel};
use platform::{
    columns::{Bits, Columns, Gathering},
    filter::{Context, Field, FieldBook, Kind, Operand, Test, test_column},
    packed::{self, Place},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, IdenStatic, QueryFilter, QuerySelect, QueryTrait,
};
use serde::Deserialize;
use tables::interaction_member;
use uuid::Uuid;

use crate::features::members;

pub fn register(book: &mut FieldBook) {
    for record in [members::RECORD, members::WITHOUT_PEOPLE] {
        book.add(record, fields());
    }
    book.held_by(members::RECORD, |tx, columns| Box::pin(read(tx, columns)));
}

fn fields() -> [Field; 6] {
    use Channel::{Call, Email, Event, Meeting, Newsletter, PaperLetter, Profile, Request, Visit};
    [
        on(
            "met_on",
            &[Visit, Meeting, Event],
            "Rencontré le (visite, réunion, rendez-vous)",
            "Met on (visit, meeting, event)",
        ),
        on("visited_on", &[Visit], "Visité le", "Visited on"),
        on("attended_on", &[Event], "A participé à un rendez-vous le", "Attended an event on"),
        on("called_on", &[Call], "Eu au téléphone le", "Spoken to on"),
        on(
            "written_on",
            &[Email, PaperLetter, Request, Profile],
            "Échange écrit le (e-mail, courrier, demande, fiche)",
            "Written to on (e-mail, letter, request, record)",
        ),
        on("newsletter_on", &[Newsletter], "Lettre reçue le", "Newsletter received on"),
    ]
}

/// Any day of a contact on these channels.
fn on(name: &'static str, channels: &'static [Channel], fr: &str, en: &str) -> Field {
    Field::meaning(name, Kind::Day, move |test, context| reached_on(channels, test, context))
        .held(move |test, _, columns| held(channels, test, columns))
        .called("follow_up", fr, en)
}

fn reached_on(channels: &[Channel], test: &Test, context: &Context) -> Condition {
    use interaction_member::Column as C;
    let reached = |days: Condition| {
        let rows = interaction_member::Entity::find()
            .select_only()
            .column(C::MemberId)
            .filter(C::Channel.is_in(channels.iter().copied()))
            .filter(C::Reached.eq(true))
            .filter(days)
            .into_query();
        members::among(rows, (interaction_member::Entity, C::MemberId), context)
    };
    match test {
        Test::Empty => reached(Condition::all()).not(),
        test => reached(test_column(C::HappenedOn, None, test)),
    }
}

/// Rows of members: the exchanges that reached them.
const REACHED: &str = "reached";

fn held(channels: &[Channel], test: &Test, columns: &Columns) -> Option<Bits> {
    use interaction_member::Column as C;
    let channels = channels.iter().map(|channel| Operand::Text(channel.as_str().to_owned()));
    let channels = Test::OneOf(channels.collect());
    match test {
        Test::Empty => {
            let reached = columns.having(REACHED, |rows| rows.test(C::Channel.as_str(), &channels, None));
            reached.map(Bits::others)
        }
        test => columns.having(REACHED, |rows| {
            let on_these = rows.test(C::Channel.as_str(), &channels, None)?;
            Some(on_these.and(&rows.test(C::HappenedOn.as_str(), test, None)?))
        }),
    }
}

#[derive(Deserialize)]
struct ReachedRow {
    member_id: Uuid,
    happened_on: NaiveDate,
}
platform::by_place!(ReachedRow { member_id, happened_on });

/// Reads the days of all exchanges that reached somebody: channel by channel and year by year, as their index has them.
async fn read(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    use interaction_member::Column as C;
    let places = [C::MemberId, C::HappenedOn].map(Place::of);
    let mut found: Vec<(u32, Channel, NaiveDate)> = Vec::new();
    for channel in Channel::all() {
        let on_this = interaction_member::Entity::find().filter(C::Channel.eq(channel)).filter(C::Reached.eq(true));
        let ends: Option<(Option<NaiveDate>, Option<NaiveDate>)> = on_this
            .clone()
            .select_only()
            .column_as(C::HappenedOn.min(), "first")
            .column_as(C::HappenedOn.max(), "last")
            .into_tuple()
            .one(tx)
            .await?;
        let Some((Some(first), Some(last))) = ends else { continue };
        for year in first.year()..=last.year() {
            let days = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
            let Some((begin, end)) = days else { continue };
            let of_year = on_this.clone().filter(C::HappenedOn.between(begin, end));
            let rows: Vec<ReachedRow> = packed::all(tx, of_year, &places).await?;
            found.extend(rows.into_iter().filter_map(|row| {
                let member = columns.row(row.member_id)?;
                Some((member as u32, channel, row.happened_on))
            }));
            tokio::task::yield_now().await;
        }
    }
    // Two on one day say no more than one.
    found.sort_unstable();
    found.dedup();
    let mut rows = Gathering::of(found.len());
    rows.word(0, C::Channel.as_str(), None);
    rows.day(0, C::HappenedOn.as_str(), None);
    let mut of = Vec::with_capacity(found.len());
    for (row, (member, channel, day)) in found.into_iter().enumerate() {
        rows.word(row, C::Channel.as_str(), Some(channel.as_str()));
        rows.day(row, C::HappenedOn.as_str(), Some(day));
        of.push(member);
    }
    columns.add_others(REACHED, of, rows);
    Ok(())
}
