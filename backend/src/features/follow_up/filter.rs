//! What filters may ask of a member's exchanges: when it was last met, called, written to; only what reached it counts.

use kernel::trade::Channel;
use platform::filter::{Context, Field, FieldBook, Kind, Test, test_column};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use tables::interaction_member;

use crate::features::members;

pub fn register(book: &mut FieldBook) {
    for record in [members::RECORD, members::WITHOUT_PEOPLE] {
        book.add(record, fields());
    }
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
    Field::meaning(name, Kind::Day, move |test, context| reached_on(channels, test, context)).called(
        "follow_up",
        fr,
        en,
    )
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
