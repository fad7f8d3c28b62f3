//! Which members a query names: the same for the list, its counts, exports.

use chrono::TimeDelta;
use kernel::{
    identifiers::InseeCommune,
    problem::{Problem, say},
    trade::{FollowUp, MemberKind, MemberStatus},
    words,
};
use places::places;
use platform::{
    House,
    columns::Bits,
    filter::{self, Context, Operand, Said, Test},
};
use sea_orm::{ColumnTrait, Condition, DatabaseBackend, ExprTrait, IdenStatic, sea_query::Expr};
use tables::member;
use uuid::Uuid;

use super::{cards::Lens, fields, kept_filters::incomplete, rules::Sight, schema::MemberFilters};

/// So far apart the clocks of several processes may be: what changed shortly before is told again rather than never.
const CLOCKS: TimeDelta = TimeDelta::seconds(10);

/// What the query's filters and the caller's sight say together.
pub async fn said(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Said, Problem> {
    let mut all = parts(house, lens, filters).await?;
    match filters.archived {
        // What was merged is no archive: it can't be restored. Whoever keeps a copy must learn of it all the same.
        Some(true) => {
            all.push(has_one(member::Column::ArchivedAt));
            all.extend(filters.updated_since.is_none().then(|| has_none(member::Column::MergedInto)));
        }
        // Whoever keeps a copy must learn of what was archived.
        None if filters.updated_since.is_some() => {}
        _ => all.push(there()),
    }
    Ok(Said::All(all))
}

/// The same as a condition.
pub async fn condition(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Condition, Problem> {
    Ok(said(house, lens, filters).await?.condition(&context(house, lens)))
}

/// The same, whether archived or not.
pub async fn whenever(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Said, Problem> {
    parts(house, lens, filters).await.map(Said::All)
}

async fn parts(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Vec<Said>, Problem> {
    use member::Column as C;
    let context = context(house, lens);
    let mut all = Vec::new();
    if let Sight::Own(own) = &lens.sight {
        all.push(Said::in_sql(Condition::all().add(C::Id.is_in(own.iter().copied()))));
        // What a member does not see it can't ask after either.
        for (name, given) in [
            ("follow_up", filters.follow_up.is_some()),
            ("referent", filters.referent.is_some()),
            ("filter", filters.filter.is_some()),
            ("segment", filters.segment.is_some()),
            ("view", filters.view.is_some()),
        ] {
            if given {
                return Err(staff_filter(name));
            }
        }
    }
    if let Some(since) = filters.updated_since {
        let settled = house.db.settled(house.now()).await?;
        let within = Condition::all().add(C::UpdatedAt.gte(since - CLOCKS)).add(C::UpdatedAt.lte(settled));
        all.push(Said::in_sql(within));
    }
    if let Some(text) = &filters.q {
        all.push(fields::words(text, lens.sight.sees_contacts()));
    }
    if let Some(kinds) = several::<MemberKind>("kind", filters.kind.as_deref())? {
        all.push(one_of(C::Kind, kinds.into_iter().map(MemberKind::as_str)));
    }
    if let Some(states) = several::<MemberStatus>("status", filters.status.as_deref())? {
        all.push(one_of(C::Status, states.into_iter().map(MemberStatus::as_str)));
    }
    if let Some(states) = several::<FollowUp>("follow_up", filters.follow_up.as_deref())? {
        all.push(fields::in_states(states));
    }
    if let Some(text) = &filters.commune {
        all.push(in_communes(text));
    }
    if let Some(topics) = several::<Uuid>("topic", filters.topic.as_deref())? {
        all.push(fields::with_topics(topics));
    }
    if let Some(ex_officio) = filters.ex_officio {
        all.push(column(C::ExOfficio, Test::OneOf(vec![Operand::YesNo(ex_officio)])));
    }
    if let Some(text) = &filters.referent {
        all.push(referred(text, lens)?);
    }
    if filters.filter.is_some() || filters.segment.is_some() || filters.view.is_some() {
        let known = house.fields.of(house, record(lens)).await?;
        if let Some(text) = &filters.filter {
            all.push(filter::read(text, "?filter", &known, &context)?);
        }
        for (name, kept) in [("segment", filters.segment), ("view", filters.view)] {
            let Some(id) = kept else { continue };
            let recalled = house.fields.recall(house, fields::RECORD, &lens.caller, id).await?;
            let recalled = recalled.ok_or_else(|| wrong(name, &id.to_string()))?;
            let Some(tree) = recalled.filter else { continue };
            match filter::of_kept_tree(&tree, &known, &context) {
                Ok(said) => all.push(said),
                Err(missing) => return Err(incomplete(&house.db.read, &recalled.name, &known, missing).await?),
            }
        }
    }
    Ok(all)
}

/// The condition that a filter alone makes with the caller's sight.
pub async fn filtered(house: &House, lens: &Lens, tree: &str) -> Result<Condition, Problem> {
    condition(house, lens, &MemberFilters { filter: Some(tree.to_owned()), ..Default::default() }).await
}

/// Whether the query names members by nothing but what indexes of orders tell of them. `by_due_day`: the list is sorted by
/// that day, of which the states of follow-up are parts.
pub fn is_told_by_orders(filters: &MemberFilters, by_due_day: bool) -> bool {
    let of_the_order = MemberFilters {
        archived: filters.archived,
        kind: filters.kind.clone(),
        status: filters.status.clone(),
        ex_officio: filters.ex_officio,
        updated_since: filters.updated_since,
        follow_up: filters.follow_up.clone().filter(|_| by_due_day),
        ..Default::default()
    };
    *filters == of_the_order
}

/// A test of a column.
fn column(column: member::Column, test: Test) -> Said {
    let same = test.clone();
    Said::one(
        move |_| filter::test_column(column, None, &test),
        move |_, columns| columns.own().test(column.as_str(), &same, None),
    )
}

/// Members that are not archived.
pub fn there() -> Said {
    has_none(member::Column::ArchivedAt)
}

fn has_none(of: member::Column) -> Said {
    column(of, Test::Empty)
}

fn has_one(of: member::Column) -> Said {
    Said::one(
        move |_| Condition::all().add(of.is_not_null()),
        move |_, columns| columns.own().test(of.as_str(), &Test::Empty, None).map(Bits::others),
    )
}

/// A column of few values, in which many members are alike: SQLite would rather read and sort them all than walk the
/// order of a list, whose index holds them too. The sign keeps it from doing so.
fn one_of(column: member::Column, words: impl Iterator<Item = &'static str>) -> Said {
    let words: Vec<&str> = words.collect();
    let test = Test::OneOf(words.iter().map(|word| Operand::Text((*word).to_owned())).collect());
    Said::one(
        move |context| {
            let beside_the_order = match context.backend {
                DatabaseBackend::Sqlite => Expr::cust(format!("+member.{}", column.as_str())),
                _ => Expr::col(column.as_column_ref()),
            };
            Condition::all().add(beside_the_order.is_in(words.iter().copied()))
        },
        move |_, columns| columns.own().test(column.as_str(), &test, None),
    )
}

/// Under which word the fields stand that this caller's filters may name.
pub fn record(lens: &Lens) -> &'static str {
    if lens.sight.sees_contacts() { fields::RECORD } else { fields::WITHOUT_PEOPLE }
}

pub fn context(house: &House, lens: &Lens) -> Context {
    Context {
        today: lens.today,
        time_zone: lens.time_zone,
        soon_days: lens.cadence.soon_days,
        backend: house.db.backend(),
    }
}

/// `commune,association`: one or several words.
pub fn several<T: std::str::FromStr>(name: &str, text: Option<&str>) -> Result<Option<Vec<T>>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let read: Option<Vec<T>> = text.split(',').map(|word| word.trim().parse().ok()).collect();
    match read {
        Some(values) if values.len() <= 50 => Ok(Some(values)),
        _ => Err(wrong(name, text)),
    }
}

fn wrong(name: &str, text: &str) -> Problem {
    Problem::invalid_field(
        format!("?{name}"),
        "house.wrong_parameter",
        say(format!("«\u{202f}{text}\u{202f}» ne convient pas ici."), format!("“{text}” does not fit here.")),
    )
}

fn staff_filter(name: &str) -> Problem {
    Problem::invalid_field(
        format!("?{name}"),
        "members.staff_filter",
        say("Ce filtre est réservé à l’équipe du club.", "This filter is for the club’s team."),
    )
}

/// INSEE codes or names, separated by commas.
fn in_communes(text: &str) -> Said {
    use member::Column as C;
    let is = |of: C, text: &str| column(of, Test::OneOf(vec![Operand::Text(text.to_owned())]));
    let named = text.split(',').map(str::trim).filter(|word| !word.is_empty());
    Said::Any(
        named
            .map(|word| match InseeCommune::parse(word) {
                Ok(code) => is(C::CommuneCode, code.as_str()),
                Err(_) => match places().resolve(word, None, &|_| false).decided() {
                    Some(code) => is(C::CommuneCode, code),
                    None => is(C::CommuneKey, &words::name_key(word)),
                },
            })
            .collect(),
    )
}

/// An account, `me`, or `none`.
fn referred(text: &str, lens: &Lens) -> Result<Said, Problem> {
    let by = |id: Uuid| column(member::Column::ReferentId, Test::OneOf(vec![Operand::Id(id)]));
    match text {
        "none" => Ok(has_none(member::Column::ReferentId)),
        "me" => match lens.caller.person() {
            Some(person) => Ok(by(person.account_id)),
            None => Err(wrong("referent", text)),
        },
        text => Uuid::try_parse(text).map(by).map_err(|_| wrong("referent", text)),
    }
}
