//! What filters may name of a member.

use kernel::{
    trade::{FollowUp, MemberKind, MemberSize, MemberStatus},
    words,
};
use platform::filter::{Context, Field, FieldBook, Kind, Operand, Test, test_column};
use sea_orm::{ColumnTrait, Condition, DatabaseBackend, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait};
use tables::{member, member_topic};
use uuid::Uuid;

use super::{finding, record};

/// Under which word these fields are registered.
pub const RECORD: &str = "member";
/// The same for those who see no people of members: their words find nobody.
pub const WITHOUT_PEOPLE: &str = "member without people";

pub fn register(book: &mut FieldBook) {
    add(book, RECORD, Field::meaning("words", Kind::Text, |test, context| words_of(test, context, true)));
    add(book, WITHOUT_PEOPLE, Field::meaning("words", Kind::Text, |test, context| words_of(test, context, false)));
}

fn add(book: &mut FieldBook, record: &'static str, words: Field) {
    use member::Column as C;
    let choice = |words: Vec<&'static str>| Kind::Choice(words);
    let kinds: Vec<_> = MemberKind::all().map(MemberKind::as_str).collect();
    let sizes: Vec<_> = MemberSize::all().map(MemberSize::as_str).collect();
    let states: Vec<_> = MemberStatus::all().map(MemberStatus::as_str).collect();
    let follow_ups: Vec<_> = FollowUp::all().map(FollowUp::as_str).collect();
    book.add(
        record,
        [
            Field::meaning("name", Kind::Text, |test, _| by_key(C::Name, C::NameKey, test)),
            words,
            Field::column("kind", choice(kinds), C::Kind),
            Field::column("size", choice(sizes), C::Size),
            Field::column("status", choice(states), C::Status),
            Field::column("ex_officio", Kind::YesNo, C::ExOfficio),
            Field::meaning("commune", Kind::Text, |test, _| match test {
                Test::Contains(_) => by_key(C::CommuneName, C::CommuneKey, test),
                Test::Empty => test_column(C::CommuneName, false, test),
                other => test_column(C::CommuneCode, false, other),
            }),
            Field::column("legal_name", Kind::Text, C::LegalName),
            Field::column("street", Kind::Text, C::Street),
            Field::column("postal_code", Kind::Text, C::PostalCode),
            Field::column("siren", Kind::Text, C::Siren),
            Field::column("siret", Kind::Text, C::Siret),
            Field::column("rna", Kind::Text, C::Rna),
            Field::column("amalia", Kind::Text, C::Amalia),
            Field::column("insee_code", Kind::Text, C::InseeCode),
            Field::column("email", Kind::Text, C::EmailKey),
            Field::column("phone", Kind::Text, C::Phone),
            Field::column("website", Kind::Text, C::Website),
            Field::column("description", Kind::Text, C::Description),
            Field::column("source", Kind::Text, C::Source),
            Field::column("referent", Kind::Id, C::ReferentId),
            Field::meaning("topic", Kind::Id, topic),
            Field::column("joined_on", Kind::Day, C::JoinedOn),
            Field::column("left_on", Kind::Day, C::LeftOn),
            Field::column("verified_on", Kind::Day, C::VerifiedOn),
            Field::column("last_contact_on", Kind::Day, C::LastContactOn),
            Field::column("last_personal_contact_on", Kind::Day, C::LastPersonalContactOn),
            Field::column("contact_due_on", Kind::Day, C::ContactDueOn),
            Field::meaning("follow_up", choice(follow_ups), |test, context| match test {
                Test::OneOf(operands) => {
                    let states = operands.iter().filter_map(|operand| match operand {
                        Operand::Text(word) => word.parse().ok(),
                        _ => None,
                    });
                    any_state(states, context)
                }
                _ => any_state(FollowUp::all(), context).not(),
            }),
            Field::column("created_at", Kind::Instant, C::CreatedAt),
            Field::column("updated_at", Kind::Instant, C::UpdatedAt),
        ],
    );
}

/// Equality on what is written, `contains` on what is sorted by: blind to case and accents.
fn by_key(written: member::Column, key: member::Column, test: &Test) -> Condition {
    match test {
        Test::Contains(text) => test_column(key, false, &Test::Contains(words::fold(text))),
        other => test_column(written, false, other),
    }
}

fn words_of(test: &Test, context: &Context, people: bool) -> Condition {
    match test {
        Test::Contains(text) => has_words(text, context.backend, people),
        // All of what a member is found by, word for word, says as much of its people as their names would.
        other if people => test_column(member::Column::Search, false, other),
        other => test_column(member::Column::NameKey, false, other),
    }
}

/// Every word is somewhere in what the member is found by; or, without `people`, in its own part of that.
pub fn has_words(text: &str, backend: DatabaseBackend, people: bool) -> Condition {
    let place = |what: &str| finding::place(member::Column::Search, what, backend);
    finding::asked(text).iter().fold(Condition::all(), |all, word| {
        let all = all.add(place(word).gt(0));
        // People come last: what is first met there is nowhere before.
        if people { all } else { all.add(place(word).lt(place(record::PEOPLE))) }
    })
}

/// Members that have one of these topics.
pub fn with_topics(topics: &[Uuid]) -> Condition {
    let having = member_topic::Entity::find()
        .select_only()
        .column(member_topic::Column::MemberId)
        .filter(member_topic::Column::TopicId.is_in(topics.iter().copied()))
        .into_query();
    Condition::all().add(member::Column::Id.in_subquery(having))
}

fn topic(test: &Test, _: &Context) -> Condition {
    match test {
        Test::OneOf(operands) => {
            let ids: Vec<Uuid> = operands
                .iter()
                .filter_map(|operand| match operand {
                    Operand::Id(id) => Some(*id),
                    _ => None,
                })
                .collect();
            with_topics(&ids)
        }
        _ => {
            let having = member_topic::Entity::find().select_only().column(member_topic::Column::MemberId).into_query();
            Condition::all().add(member::Column::Id.not_in_subquery(having))
        }
    }
}

/// Active members in one of these states today.
pub fn any_state(states: impl IntoIterator<Item = FollowUp>, context: &Context) -> Condition {
    use kernel::cadence::{Cadence, DueRange};
    // Only the days that count as soon make a difference here.
    let cadence = Cadence { months: 1, soon_days: context.soon_days, newsletter_counts: true };
    let due = member::Column::ContactDueOn;
    let mut any = Condition::any();
    for state in states {
        any = any.add(match cadence.due_range(state, context.today) {
            DueRange::Nothing => Condition::all().add(due.is_null()),
            DueRange::Days { from, to } => Condition::all()
                .add(due.is_not_null())
                .add_option(from.map(|day| due.gte(day)))
                .add_option(to.map(|day| due.lte(day))),
        });
    }
    Condition::all().add(member::Column::Status.eq(MemberStatus::Active)).add(any)
}
