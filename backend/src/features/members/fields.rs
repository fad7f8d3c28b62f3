//! What filters may name of a member.

mod held;

use std::collections::BTreeSet;

use kernel::{
    cadence::{Cadence, DueRange},
    trade::{Deliverability, FollowUp, MemberStatus},
};
use places::places;
use platform::{
    columns::Bits,
    filter::{Context, Field, FieldBook, Kind, Operand, Said, Test, holds, is_among, test_column, yes_or_no},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseBackend, EntityTrait, ExprTrait, IdenStatic, JoinType, QueryFilter, QuerySelect,
    QueryTrait, RelationTrait,
    sea_query::{Expr, IntoColumnRef, SelectStatement},
};
use tables::{address, contact, contact_text, member, member_text, member_topic, territory_commune};
use uuid::Uuid;

pub use held::{deliverable as reached, due_within};

use super::{
    choices::{charter_answers, follow_ups, kinds, sizes, statuses},
    custom, finding, record,
    roll::{self, FOLDED, IN_TERRITORY, PEOPLE},
};

/// Under which word these fields are registered.
pub const RECORD: &str = "member";
/// The same for those who see no people of members: their words find nobody.
pub const WITHOUT_PEOPLE: &str = "member without people";

pub fn register(book: &mut FieldBook) {
    let words = Field::meaning("words", Kind::Text, |test, context| words_of(test, context, true));
    let words = words.held(|test, _, columns| match test {
        Test::Contains(text) => held::words(text, columns),
        other => columns.own().test(member::Column::Search.as_str(), other, None),
    });
    add(book, RECORD, words);
    book.held_by(RECORD, |tx, columns| Box::pin(roll::read(tx, columns)));
    let function = Field::meaning("contact_function", Kind::Text, contact_function).held(held::function);
    book.add(RECORD, [function.called("contact", "Fonction d’un contact", "Function of a contact")]);
    add(book, WITHOUT_PEOPLE, Field::meaning("words", Kind::Text, |test, context| words_of(test, context, false)));
}

fn add(book: &mut FieldBook, record: &'static str, words: Field) {
    use member::Column as C;
    book.add(
        record,
        [
            Field::meaning("name", Kind::Text, |test, context| by_key(C::Name, C::NameKey, test, context))
                .held(|test, _, columns| held::by_key(C::Name, C::NameKey.as_str(), test, columns))
                .called("member", "Organisation", "Organisation"),
            words.called("member", "Mots (nom, personnes, lieu, numéros)", "Words (name, people, place, numbers)"),
            Field::column("kind", Kind::Choice(kinds()), C::Kind).called("member", "Type", "Kind"),
            Field::column("size", Kind::Choice(sizes()), C::Size).called("member", "Taille", "Size"),
            Field::column("status", Kind::Choice(statuses()), C::Status).called("member", "Statut", "Status"),
            Field::column("ex_officio", Kind::YesNo, C::ExOfficio).called(
                "member",
                "Membre de droit",
                "Member by right",
            ),
            Field::column("joined_on", Kind::Day, C::JoinedOn).called("member", "Membre depuis", "Member since"),
            Field::column("left_on", Kind::Day, C::LeftOn).called("member", "Parti le", "Left on"),
            Field::meaning("topic", Kind::Id, topic)
                .held(held::topic)
                .called("member", "Thématiques", "Topics")
                .from_list("topics"),
            Field::column("referent", Kind::Id, C::ReferentId)
                .called("member", "Suivi par", "Followed by")
                .from_list("referents"),
            Field::column("charter_answer", Kind::Choice(charter_answers()), C::CharterAnswer).called(
                "member",
                "Charte signée",
                "Charter signed",
            ),
            text("legal_name", C::LegalName, member_text::Column::LegalName).called(
                "member",
                "Nom officiel",
                "Legal name",
            ),
            Field::column("siren", Kind::Text, C::Siren).called("identifiers", "SIREN", "SIREN"),
            Field::column("siret", Kind::Text, C::Siret).called("identifiers", "SIRET", "SIRET"),
            Field::column("rna", Kind::Text, C::Rna).called("identifiers", "RNA", "RNA"),
            Field::column("amalia", Kind::Text, C::Amalia).called("identifiers", "AMALIA", "AMALIA"),
            Field::column("insee_code", Kind::Text, C::InseeCode).called("identifiers", "Code INSEE", "INSEE code"),
            Field::meaning("commune", Kind::Text, |test, context| match test {
                Test::Contains(_) => by_key(C::CommuneName, C::CommuneKey, test, context),
                Test::Empty => test_column(C::CommuneName, None, test),
                other => test_column(C::CommuneCode, None, other),
            })
            .held(|test, _, columns| match test {
                Test::Contains(_) => held::by_key(C::CommuneName, C::CommuneKey.as_str(), test, columns),
                Test::Empty => columns.own().test(C::CommuneName.as_str(), test, None),
                other => columns.own().test(C::CommuneCode.as_str(), other, None),
            })
            .called("address", "Commune", "Commune")
            .from_list("communes"),
            Field::meaning("epci", Kind::Code, epci)
                .held(held::epci)
                .called("address", "Intercommunalité", "Intercommunal body")
                .from_list("epcis"),
            Field::meaning("in_territory", Kind::YesNo, in_territory)
                .held(|test, _, columns| held::yes_or_no(test, held::has(IN_TERRITORY, columns.own()), columns))
                .called("address", "Dans le territoire", "Within the territory"),
            text("street", C::Street, member_text::Column::Street).called("address", "Adresse", "Address"),
            Field::column("postal_code", Kind::Text, C::PostalCode).called("address", "Code postal", "Postal code"),
            Field::meaning("has_contact", Kind::YesNo, |test, context| yes_or_no(test, exists(people(context))))
                .held(|test, context, columns| {
                    held::yes_or_no(test, columns.having(PEOPLE, |people| held::there(people, context)), columns)
                })
                .called("contact", "A un contact", "Has a contact"),
            Field::meaning("deliverable_address", Kind::YesNo, |test, context| yes_or_no(test, deliverable(context)))
                .held(|test, context, columns| held::yes_or_no(test, held::deliverable(context, columns), columns))
                .called("contact", "A une adresse e-mail qui reçoit", "Has a deliverable address"),
            Field::column("email", Kind::Text, C::EmailKey).called(
                "contact",
                "E-mail de l’organisation",
                "E-mail of the organisation",
            ),
            Field::column("phone", Kind::Text, C::Phone).called(
                "contact",
                "Téléphone de l’organisation",
                "Phone of the organisation",
            ),
            text("website", C::Website, member_text::Column::Website).called("contact", "Site web", "Website"),
            Field::meaning("follow_up", Kind::Choice(follow_ups()), |test, context| match states_of(test) {
                Some(states) => any_state(states, context),
                None => any_state(FollowUp::all(), context).not(),
            })
            .held(|test, context, columns| match states_of(test) {
                Some(states) => held::states(states, context, columns),
                None => held::states(FollowUp::all(), context, columns).map(Bits::others),
            })
            .called("follow_up", "Suivi", "Follow-up"),
            Field::column("last_contact_on", Kind::Day, C::LastContactOn).called(
                "follow_up",
                "Dernier contact",
                "Last contact",
            ),
            Field::column("last_personal_contact_on", Kind::Day, C::LastPersonalContactOn).called(
                "follow_up",
                "Dernier contact personnel",
                "Last personal contact",
            ),
            Field::column("contact_due_on", Kind::Day, C::ContactDueOn).called(
                "follow_up",
                "À recontacter le",
                "Contact due on",
            ),
            Field::column("verified_on", Kind::Day, C::VerifiedOn).called(
                "follow_up",
                "Fiche confirmée le",
                "Record confirmed on",
            ),
            text("description", C::Description, member_text::Column::Description).called(
                "texts",
                "Description",
                "Description",
            ),
            text("source", C::Source, member_text::Column::Source).called("texts", "Origine", "Source"),
            Field::column("created_at", Kind::Instant, C::CreatedAt).called(
                "texts",
                "Fiche créée le",
                "Record made on",
            ),
            Field::column("updated_at", Kind::Instant, C::UpdatedAt).called(
                "texts",
                "Fiche modifiée le",
                "Record changed on",
            ),
        ],
    );
    book.add_made(record, |house| {
        Box::pin(async { Ok(custom::filter_fields(&custom::definitions(&house.db.read).await?)) })
    });
}

/// Members among those that the rows name. SQLite reads the rows once, PostgreSQL joins them: it would compare each
/// member with all of them in turn.
pub fn among<T: IntoColumnRef>(mut rows: SelectStatement, member_id: T, context: &Context) -> Condition {
    if context.backend == DatabaseBackend::Sqlite {
        return Condition::all().add(member::Column::Id.in_subquery(rows));
    }
    rows.and_where(of_member(member_id));
    exists(rows)
}

fn exists(rows: SelectStatement) -> Condition {
    Condition::all().add(Expr::exists(rows))
}

fn of_member<T: IntoColumnRef>(member_id: T) -> Expr {
    Expr::col(member_id).equals((member::Entity, member::Column::Id))
}

/// The contacts of the member in hand who have not gone.
fn people(context: &Context) -> SelectStatement {
    contact::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(of_member((contact::Entity, contact::Column::MemberId)))
        .filter(Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(context.today)))
        .into_query()
}

/// An e-mail reaches it: its own address or that of one of its people has not bounced.
fn deliverable(context: &Context) -> Condition {
    let bounced = address::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((address::Entity, address::Column::EmailKey)).equals((member::Entity, member::Column::EmailKey)),
        )
        .filter(address::Column::Deliverability.eq(Deliverability::Bounced))
        .into_query();
    let own = Condition::all().add(member::Column::EmailKey.is_not_null()).add(Expr::not_exists(bounced));
    let reachable = contact::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .join(JoinType::InnerJoin, contact::Relation::Address.def())
        .filter(of_member((contact::Entity, contact::Column::MemberId)))
        .filter(Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(context.today)))
        .filter(address::Column::Deliverability.ne(Deliverability::Bounced))
        .into_query();
    Condition::any().add(own).add(exists(reachable))
}

/// One of the people who are there has such a function; empty when none has any.
fn contact_function(test: &Test, context: &Context) -> Condition {
    let mut rows = people(context);
    let function = contact::Column::Function;
    if *test == Test::Empty {
        rows.and_where(function.is_not_null());
        return exists(rows).not();
    }
    match test {
        Test::Contains(text) => {
            let texts = contact_text::Entity::find()
                .select_only()
                .column(contact_text::Column::ContactId)
                .filter(holds(&[function], contact_text::Column::Function, text, context.backend))
                .into_query();
            rows.and_where(contact::Column::Id.in_subquery(texts));
        }
        other => {
            rows.cond_where(test_column(function, None, other));
        }
    }
    exists(rows)
}

/// Members in the communes of these bodies.
fn epci(test: &Test, context: &Context) -> Condition {
    let Test::OneOf(operands) = test else { return test_column(member::Column::CommuneCode, None, test) };
    is_among(member::Column::CommuneCode, &communes_of(operands), context.backend)
}

fn communes_of(operands: &[Operand]) -> Vec<&'static str> {
    let bodies = operands.iter().filter_map(|operand| match operand {
        Operand::Text(siren) => Some(siren),
        _ => None,
    });
    let codes: BTreeSet<&'static str> =
        bodies.flat_map(|siren| places().communes_of(siren)).map(|commune| commune.insee_code).collect();
    codes.into_iter().collect()
}

fn in_territory(test: &Test, _: &Context) -> Condition {
    let communes = territory_commune::Entity::find()
        .select_only()
        .column(territory_commune::Column::InseeCode)
        .filter(territory_commune::Column::RemovedOn.is_null())
        .into_query();
    let within = Condition::all()
        .add(member::Column::CommuneCode.is_not_null())
        .add(member::Column::CommuneCode.in_subquery(communes));
    yes_or_no(test, within)
}

/// Equality on what is written, `contains` on what is sorted by: blind to case and accents.
fn by_key(written: member::Column, key: member::Column, test: &Test, context: &Context) -> Condition {
    match test {
        Test::Contains(text) => holds(&[written], key, text, context.backend),
        other => test_column(written, None, other),
    }
}

/// A text of the record, whose words are kept beside it.
fn text(name: &'static str, written: member::Column, folded: member_text::Column) -> Field {
    Field::meaning(name, Kind::Text, move |test, context| match test {
        Test::Contains(text) => {
            let rows = member_text::Entity::find()
                .select_only()
                .column(member_text::Column::MemberId)
                .filter(holds(&[written], folded, text, context.backend))
                .into_query();
            among(rows, (member_text::Entity, member_text::Column::MemberId), context)
        }
        other => test_column(written, None, other),
    })
    .held(move |test, _, columns| held::by_key(written, &format!("{FOLDED}{}", written.as_str()), test, columns))
}

fn words_of(test: &Test, context: &Context, people: bool) -> Condition {
    match test {
        Test::Contains(text) => has_words(text, context.backend, people),
        // All of what a member is found by, word for word, says as much of its people as their names would.
        other if people => test_column(member::Column::Search, None, other),
        other => test_column(member::Column::NameKey, None, other),
    }
}

/// Members that all these words find.
pub fn words(text: &str, people: bool) -> Said {
    let (text, same) = (text.to_owned(), text.to_owned());
    Said::one(
        move |context| has_words(&text, context.backend, people),
        move |_, columns| if people { held::words(&same, columns) } else { None },
    )
}

/// Every word is somewhere in what the member is found by; or, without `people`, in its own part of that.
fn has_words(text: &str, backend: DatabaseBackend, people: bool) -> Condition {
    let place = |what: &str| finding::place(member::Column::Search, what, backend);
    finding::asked(text).iter().fold(Condition::all(), |all, word| {
        let all = all.add(finding::holds(member::Column::Search, word, backend));
        // People come last: what is first met there is nowhere before.
        if people { all } else { all.add(place(word).lt(place(record::PEOPLE))) }
    })
}

/// Members that have one of these topics.
pub fn with_topics(topics: Vec<Uuid>) -> Said {
    let test = Test::OneOf(topics.into_iter().map(Operand::Id).collect());
    let same = test.clone();
    Said::one(move |context| topic(&test, context), move |context, columns| held::topic(&same, context, columns))
}

fn topic(test: &Test, context: &Context) -> Condition {
    let mut having = member_topic::Entity::find().select_only().column(member_topic::Column::MemberId);
    if let Test::OneOf(_) = test {
        having = having.filter(test_column(member_topic::Column::TopicId, None, test));
    }
    let having = among(having.into_query(), (member_topic::Entity, member_topic::Column::MemberId), context);
    if let Test::OneOf(_) = test { having } else { having.not() }
}

/// The states that a test names; none for one that asks who is in no state at all.
fn states_of(test: &Test) -> Option<Vec<FollowUp>> {
    let Test::OneOf(operands) = test else { return None };
    let states = operands.iter().filter_map(|operand| match operand {
        Operand::Text(word) => word.parse().ok(),
        _ => None,
    });
    Some(states.collect())
}

/// Active members in one of these states today.
pub fn in_states(states: Vec<FollowUp>) -> Said {
    let same = states.clone();
    Said::one(
        move |context| any_state(states.iter().copied(), context),
        move |context, columns| held::states(same.iter().copied(), context, columns),
    )
}

/// Only the days that count as soon make a difference here.
fn cadence(context: &Context) -> Cadence {
    Cadence { months: 1, soon_days: context.soon_days, newsletter_counts: true }
}

/// Active members in one of these states today.
fn any_state(states: impl IntoIterator<Item = FollowUp>, context: &Context) -> Condition {
    let due = member::Column::ContactDueOn;
    let mut any = Condition::any();
    for state in states {
        any = any.add(match cadence(context).due_range(state, context.today) {
            DueRange::Nothing => Condition::all().add(due.is_null()),
            DueRange::Days { from, to } => Condition::all()
                .add(due.is_not_null())
                .add_option(from.map(|day| due.gte(day)))
                .add_option(to.map(|day| due.lte(day))),
        });
    }
    Condition::all().add(member::Column::Status.eq(MemberStatus::Active)).add(any)
}
