//! The book: every member that shows itself to anyone, as it shows itself, and how one looks in it. List, map, files and
//! pages are all answers of [`Directory::find`], so that none can show what another hides.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use chrono::{DateTime, Utc};
use kernel::{
    problem::{Language, Problem},
    trade::{Licence, MemberKind},
    words,
};
use platform::kept::Kept;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::shown::Shown;
use crate::features::members::{self, PublicMember};

/// What somebody looks for: all that is given must fit, and of several values of one kind, one.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub q: Option<String>,
    pub kind: Vec<MemberKind>,
    /// INSEE codes or names.
    pub commune: Vec<String>,
    pub topic: Vec<Uuid>,
}

/// A member in the book.
pub struct Listed {
    pub member: PublicMember,
    /// Of its page: `/annuaire/<name>-<id>`, where the id alone decides.
    pub path: String,
    /// Since when it shows itself so.
    pub updated_at: DateTime<Utc>,
    /// Latitude and longitude of the middle of its commune, where that is known.
    pub place: Option<(f64, f64)>,
    /// What it is found by, folded.
    search: String,
    /// Its commune and its topics, among those of the book.
    commune: Option<usize>,
    topics: Vec<usize>,
}

/// A commune of the territory.
pub struct Commune {
    pub insee_code: String,
    pub name: String,
    /// Latitude and longitude of its middle.
    pub place: Option<(f64, f64)>,
}

/// What the club says of the book as a whole.
pub struct Cover {
    pub club: String,
    pub language: Language,
    pub licence: Licence,
    /// By name.
    pub communes: Vec<Commune>,
    /// The revision of the communes' outlines: others are another map.
    pub outlines: i64,
}

/// The book, as it was at one instant.
pub struct Directory {
    /// By name.
    pub members: Vec<Listed>,
    /// Another one as soon as anything in it is: answers are known by it.
    pub version: u64,
    pub cover: Cover,
    /// Answers already written, by their question.
    pub kept: Kept,
    by_id: HashMap<Uuid, usize>,
    /// Communes and topics that some member has, by name.
    communes: Vec<Choice>,
    topics: Vec<Choice>,
}

/// What can be chosen in a facet.
struct Choice {
    value: String,
    label: String,
}

/// What was found.
pub struct Found<'a> {
    /// By name.
    pub members: Vec<&'a Listed>,
    pub kinds: Vec<Facet>,
    pub communes: Vec<Facet>,
    pub topics: Vec<Facet>,
}

/// A value of a facet, and how many members have it among those that fit everything else that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facet {
    /// What to ask with.
    #[schema(example = "67462")]
    pub value: String,
    /// In the language of the club.
    #[schema(example = "Sélestat")]
    pub label: String,
    pub count: usize,
    pub chosen: bool,
}

impl Directory {
    /// A book of these members, which come by name.
    pub fn of(members: Vec<Shown>, cover: Cover) -> Result<Directory, Problem> {
        let version = version(&members, &cover)?;
        let communes = Shelf::of(members.iter().filter_map(|one| commune_of(&one.member)));
        let topics = members.iter().flat_map(|one| &one.member.topics);
        let topics = Shelf::of(topics.map(|one| (one.id, one.name.as_str())));
        let middles: HashMap<String, (f64, f64)> =
            cover.communes.iter().filter_map(|one| Some((one.insee_code.clone(), one.place?))).collect();
        let listed = |Shown { member, since, .. }: Shown| Listed {
            path: path_of(&member),
            updated_at: since,
            place: member.commune.as_ref().and_then(|one| middles.get(one.insee_code.as_ref()?).copied()),
            search: search_text(&member),
            commune: commune_of(&member).and_then(|(value, _)| communes.place(&value)),
            topics: member.topics.iter().filter_map(|topic| topics.place(&topic.id)).collect(),
            member,
        };
        let members: Vec<Listed> = members.into_iter().map(listed).collect();
        Ok(Directory {
            by_id: members.iter().enumerate().map(|(at, one)| (one.member.id, at)).collect(),
            members,
            version,
            cover,
            kept: Kept::default(),
            communes: communes.choices(String::clone),
            topics: topics.choices(Uuid::to_string),
        })
    }

    pub fn get(&self, id: Uuid) -> Option<&Listed> {
        self.by_id.get(&id).and_then(|at| self.members.get(*at))
    }

    /// The members that fit, by name, and what else could be chosen.
    pub fn find(&self, wanted: &Wanted) -> Found<'_> {
        let sought = wanted.q.as_deref().map(members::words_asked).unwrap_or_default();
        let named: Vec<String> = wanted.commune.iter().map(|text| words::fold(text)).collect();
        let is_named = |one: &Choice| [&one.value, &one.label].iter().any(|text| named.contains(&words::fold(text)));
        let topics: Vec<String> = wanted.topic.iter().map(Uuid::to_string).collect();
        let of_kinds = kinds_in(self.cover.language);
        let mut kinds = Tally::of(&of_kinds, |one| wanted.kind.iter().any(|kind| kind.as_str() == one.value));
        let mut communes = Tally::of(&self.communes, is_named);
        let mut of_topics = Tally::of(&self.topics, |one| topics.contains(&one.value));
        let mut found = Vec::new();
        for one in &self.members {
            if !sought.iter().all(|word| one.search.contains(word.as_str())) {
                continue;
            }
            let kind = one.member.kind as usize;
            let by_kind = wanted.kind.is_empty() || kinds.is_chosen(kind);
            let by_commune = named.is_empty() || one.commune.is_some_and(|at| communes.is_chosen(at));
            let by_topic = topics.is_empty() || one.topics.iter().any(|at| of_topics.is_chosen(*at));
            if by_commune && by_topic {
                kinds.count(kind);
            }
            if by_kind && by_topic {
                one.commune.iter().for_each(|at| communes.count(*at));
            }
            if by_kind && by_commune {
                one.topics.iter().for_each(|at| of_topics.count(*at));
            }
            if by_kind && by_commune && by_topic {
                found.push(one);
            }
        }
        Found { members: found, kinds: kinds.facets(), communes: communes.facets(), topics: of_topics.facets() }
    }
}

/// The id at the end of the path of a member's page, whatever stands before it.
pub fn id_in(path: &str) -> Option<Uuid> {
    let start = path.len().checked_sub(uuid::fmt::Hyphenated::LENGTH)?;
    path.get(start..).and_then(|id| Uuid::try_parse(id).ok())
}

/// The values of a facet while members are counted, each with its place among the choices.
struct Tally<'a> {
    choices: &'a [Choice],
    chosen: Vec<bool>,
    counts: Vec<usize>,
}

impl<'a> Tally<'a> {
    fn of(choices: &'a [Choice], is_chosen: impl Fn(&Choice) -> bool) -> Tally<'a> {
        Tally { choices, chosen: choices.iter().map(is_chosen).collect(), counts: vec![0; choices.len()] }
    }

    fn is_chosen(&self, at: usize) -> bool {
        self.chosen.get(at).copied().unwrap_or(false)
    }

    fn count(&mut self, at: usize) {
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
    }

    /// What some member has, or what was chosen: nobody is offered what would find nothing.
    fn facets(self) -> Vec<Facet> {
        let all = self.choices.iter().zip(self.counts).zip(self.chosen);
        all.filter(|((_, count), chosen)| *count > 0 || *chosen)
            .map(|((one, count), chosen)| Facet { value: one.value.clone(), label: one.label.clone(), count, chosen })
            .collect()
    }
}

/// The values of a facet, each once, by label.
struct Shelf<K> {
    values: Vec<(K, String)>,
    places: HashMap<K, usize>,
}

impl<K: Clone + Ord + Hash> Shelf<K> {
    fn of<'a>(all: impl Iterator<Item = (K, &'a str)>) -> Shelf<K> {
        let each: BTreeMap<K, &str> = all.collect();
        let mut values: Vec<(K, String)> = each.into_iter().map(|(value, label)| (value, label.to_owned())).collect();
        values.sort_by_cached_key(|(_, label)| words::name_key(label));
        let places = values.iter().enumerate().map(|(at, (value, _))| (value.clone(), at)).collect();
        Shelf { values, places }
    }

    fn place(&self, value: &K) -> Option<usize> {
        self.places.get(value).copied()
    }

    fn choices(self, told: impl Fn(&K) -> String) -> Vec<Choice> {
        self.values.into_iter().map(|(value, label)| Choice { value: told(&value), label }).collect()
    }
}

/// The kinds in their order, which is that of their places.
fn kinds_in(language: Language) -> Vec<Choice> {
    let told = MemberKind::all().zip(members::kinds());
    told.map(|(kind, one)| Choice {
        value: kind.as_str().to_owned(),
        label: one.label.in_language(language).to_owned(),
    })
    .collect()
}

/// By which a commune is chosen, and how it is called: a place that is no French commune has no code.
fn commune_of(member: &PublicMember) -> Option<(String, &str)> {
    let commune = member.commune.as_ref()?;
    Some((commune.insee_code.clone().unwrap_or_else(|| commune.name.clone()), commune.name.as_str()))
}

/// Longest part of a path that a name makes.
const SLUG: usize = 60;

fn path_of(member: &PublicMember) -> String {
    let folded = words::fold(&member.name);
    let mut slug = String::new();
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.len() + word.len() > SLUG {
            break;
        }
        slug.push_str(word);
        slug.push('-');
    }
    format!("/annuaire/{slug}{}", member.id)
}

/// What anyone may find a member by: nothing but what it shows.
fn search_text(member: &PublicMember) -> String {
    let told = [
        &member.legal_name,
        &member.street,
        &member.postal_code,
        &member.siren,
        &member.siret,
        &member.rna,
        &member.amalia,
        &member.email,
        &member.phone,
        &member.website,
        &member.description,
    ];
    let told = told.into_iter().flatten();
    let around = member.commune.iter().map(|one| &one.name).chain(member.topics.iter().map(|one| &one.name));
    let all = std::iter::once(&member.name).chain(around).chain(told);
    all.map(|text| members::found_by(text)).collect::<Vec<_>>().join(" ")
}

/// A mark of all that is told, and of the program that tells it.
fn version(members: &[Shown], cover: &Cover) -> Result<u64, Problem> {
    let mut mark = DefaultHasher::new();
    mark.write(env!("CARGO_PKG_VERSION").as_bytes());
    mark.write(&serde_json::to_vec(&(&cover.club, cover.language.code(), cover.licence, cover.outlines))?);
    for one in &cover.communes {
        mark.write(&serde_json::to_vec(&(&one.insee_code, &one.name, one.place))?);
    }
    for one in members {
        mark.write(one.mark.as_bytes());
        mark.write_i64(one.since.timestamp_millis());
    }
    Ok(mark.finish())
}
