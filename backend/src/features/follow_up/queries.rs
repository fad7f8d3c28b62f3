//! Reads.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kernel::{
    page::{Cursor, PageOf},
    problem::{Problem, say},
    trade::FollowUp,
};
use platform::{Asker, House, filter::Context, web::abilities::Ability};
use sea_orm::{Condition, ConnectionTrait};
use tables::interaction;
use uuid::Uuid;

use super::{
    in_hand::InHand,
    rules,
    schema::{
        DueMember, DueQuery, FollowUpCounts, Interaction, InteractionContact, InteractionMember, InteractionsQuery,
        NotedBy, RecentInteraction, Unreachable, Waiting,
    },
    store::{
        self,
        due::{DueRow, Outlook, Which},
    },
};
use crate::features::{
    club,
    members::{self, Lens, MemberCard},
};

/// How many members an interaction names in a list.
const NAMED_IN_LIST: i64 = 20;
const RECENT: i64 = 3;
const PAGE: u64 = 50;

pub async fn outlook<C: ConnectionTrait>(db: &C, now: chrono::DateTime<chrono::Utc>) -> Result<Outlook, Problem> {
    let settings = club::settings(db).await?;
    Ok(Outlook { cadence: settings.cadence(), today: settings.today(now) })
}

/// Rows as they go over the wire, in their order: two more queries, however many they are.
async fn views<C: ConnectionTrait>(
    db: &C,
    by: &Asker,
    rows: Vec<interaction::Model>,
    most: i64,
) -> Result<Vec<Interaction>, Problem> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let with = rows.iter().filter_map(|row| row.contact_id).filter(|_| rules::sees_people(&by.caller));
    let names = store::contact_names(db, with.collect()).await?;
    let mut members: HashMap<Uuid, (Vec<InteractionMember>, i64)> = HashMap::new();
    for row in store::members(db, &ids, most).await? {
        let of_interaction = members.entry(row.interaction_id).or_default();
        of_interaction.0.push(InteractionMember { id: row.id, name: row.name });
        of_interaction.1 = row.total;
    }
    let view = |row: interaction::Model| {
        let may = Ability::of(&rules::may_change(&by.caller, &row.source_kind, row.by_id), by.language);
        let (named, member_count) = members.remove(&row.id).unwrap_or_default();
        Interaction {
            short: RecentInteraction {
                id: row.id,
                channel: row.channel,
                class: row.channel.class(),
                direction: row.direction,
                on: row.happened_on,
                outcome: row.outcome,
                summary: row.summary,
                contact: row
                    .contact_id
                    .and_then(|id| names.get(&id).map(|name| InteractionContact { id, name: name.clone() })),
                by: NotedBy { id: row.by_id, name: row.by_name },
                source: row.source_kind,
            },
            members: named,
            member_count,
            created_at: row.created_at,
            revision: row.revision,
            abilities: BTreeMap::from([("edit".to_owned(), may.clone()), ("delete".to_owned(), may)]),
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

pub async fn interaction(house: &House, by: &Asker, id: Uuid) -> Result<Interaction, Problem> {
    let db = &house.db.read;
    let row = store::find(db, id).await?.ok_or_else(Problem::not_found)?;
    views(db, by, vec![row], i64::MAX).await?.pop().ok_or_else(Problem::not_found)
}

pub async fn of_member(
    house: &House,
    by: &Asker,
    member: Uuid,
    query: &InteractionsQuery,
) -> Result<PageOf<Interaction>, Problem> {
    let db = &house.db.read;
    let limit = query.limit.unwrap_or(PAGE);
    let question = format!("interactions:{member}");
    let before = match &query.cursor {
        Some(sealed) => Some(Cursor::<NaiveDate>::open(sealed, &question)?).map(|cursor| (cursor.k, cursor.id)),
        None => None,
    };
    let mut rows = store::of_member(db, member, before, limit).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: last.happened_on, id: last.id, q: question }.seal()?),
        _ => None,
    };
    Ok(PageOf { items: views(db, by, rows, NAMED_IN_LIST).await?, next_cursor, total: None })
}

fn read_states(text: Option<&str>) -> Result<Vec<FollowUp>, Problem> {
    let Some(text) = text else { return Ok(vec![FollowUp::Never, FollowUp::Overdue, FollowUp::Soon]) };
    let mut states = Vec::new();
    for word in text.split(',') {
        let state = word.trim().parse().map_err(|()| {
            Problem::invalid_field(
                "?state",
                "follow_up.unknown_state",
                say("Choisissez parmi never, overdue, soon, ok.", "Choose among never, overdue, soon, ok."),
            )
        })?;
        if !states.contains(&state) {
            states.push(state);
        }
    }
    states.sort_unstable();
    Ok(states)
}

/// Whom to get in touch with: never contacted first, then the most overdue; those tried today in vain behind all.
pub async fn due(house: &House, by: &Asker, query: &DueQuery) -> Result<PageOf<DueMember>, Problem> {
    let db = &house.db.read;
    let lens = Lens::of(house, by).await?;
    let outlook = Outlook { cadence: lens.cadence, today: lens.today };
    let states = read_states(query.state.as_deref())?;
    let among = match &query.filter {
        Some(tree) => members::filtered(house, &lens, tree).await?,
        None => Condition::all(),
    };
    let which = Which { postponed: query.postponed.unwrap_or(false), among };
    let limit = query.limit.unwrap_or(PAGE);
    let question = format!("due:{states:?}:{}:{:?}", which.postponed, query.filter);
    let after = match &query.cursor {
        Some(sealed) => Some(Cursor::<(i32, Option<NaiveDate>)>::open(sealed, &question)?)
            .map(|cursor| (cursor.k.0, cursor.k.1, cursor.id)),
        None => None,
    };
    let mut rows = store::due::list(db, outlook, &states, &which, after, limit).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => {
            Some(Cursor { k: (last.attempted, last.contact_due_on), id: last.id, q: question }.seal()?)
        }
        _ => None,
    };
    let total = match query.with_total {
        Some(true) => {
            let in_hand = if query.filter.is_none() { InHand::of(house, outlook).await? } else { None };
            match in_hand.and_then(|members| members.total(&states, which.postponed)) {
                Some(total) => Some(total),
                None => Some(store::due::total(db, outlook, &states, &which).await?),
            }
        }
        _ => None,
    };
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut recent: HashMap<Uuid, Vec<RecentInteraction>> = HashMap::new();
    for row in store::recent(db, &ids, RECENT).await? {
        recent.entry(row.member_id).or_default().push(in_short(row, rules::sees_people(&by.caller)));
    }
    let mut by_id: HashMap<Uuid, DueRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let items = members::cards(db, &lens, &ids)
        .await?
        .into_iter()
        .filter_map(|card| {
            let row = by_id.remove(&card.id)?;
            let last_interactions = recent.remove(&card.id).unwrap_or_default();
            Some(due_member(outlook, card, row, last_interactions))
        })
        .collect();
    Ok(PageOf { items, next_cursor, total })
}

fn due_member(
    outlook: Outlook,
    member: MemberCard,
    row: DueRow,
    last_interactions: Vec<RecentInteraction>,
) -> DueMember {
    let of_contact = member.main_contact.as_ref().and_then(|contact| contact.phone.clone());
    let put_off = row.until_on.is_some_and(|day| day > outlook.today);
    DueMember {
        attempted_today: row.attempted > 0,
        state: outlook.cadence.state(row.contact_due_on, outlook.today),
        phone: of_contact.or_else(|| member.phone.clone()),
        main_contact: member.main_contact.clone(),
        last_interactions,
        postponed_until: row.until_on.filter(|_| put_off),
        postponed_reason: row.reason.filter(|_| put_off),
        reason_unreachable: match row.unreachable {
            0 => None,
            1 => Some(Unreachable::Bounced),
            _ => Some(Unreachable::NoAddress),
        },
        member,
    }
}

fn in_short(row: store::RecentRow, with_people: bool) -> RecentInteraction {
    let name = store::full_name(&row.given_name.unwrap_or_default(), &row.family_name.unwrap_or_default());
    RecentInteraction {
        id: row.id,
        channel: row.channel,
        class: row.channel.class(),
        direction: row.direction,
        on: row.happened_on,
        outcome: row.outcome,
        summary: row.summary,
        contact: row.contact_id.filter(|_| with_people).map(|id| InteractionContact { id, name }),
        by: NotedBy { id: row.by_id, name: row.by_name },
        source: row.source_kind,
    }
}

pub async fn counts(house: &House) -> Result<FollowUpCounts, Problem> {
    let db = &house.db.read;
    let settings = club::settings(db).await?;
    let outlook = Outlook { cadence: settings.cadence(), today: settings.today(house.now()) };
    let context = Context {
        today: outlook.today,
        time_zone: settings.time_zone,
        soon_days: outlook.cadence.soon_days,
        backend: house.db.backend(),
    };
    let row = match InHand::of(house, outlook).await?.and_then(|members| members.counts(&context)) {
        Some(row) => row,
        None => store::due::counts(db, outlook).await?,
    };
    Ok(FollowUpCounts {
        // Each is in one of the four states.
        active: row.ok + row.soon + row.overdue + row.never,
        ok: row.ok,
        soon: row.soon,
        overdue: row.overdue,
        never: row.never,
        unreachable: row.unreachable,
        postponed: row.postponed_soon + row.postponed_overdue + row.postponed_never,
        waiting: Waiting {
            soon: row.soon - row.postponed_soon,
            overdue: row.overdue - row.postponed_overdue,
            never: row.never - row.postponed_never,
        },
    })
}
