//! Who changes the outlines, and when. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    caller::Caller,
    problem::{Problem, Say, say},
};

use super::schema::OutlineFailure;

/// Whoever has been fetching for longer than that is not any more.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// What can be done with the outlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Fetch,
    Put,
}

impl Verb {
    pub const ALL: [Verb; 2] = [Verb::Fetch, Verb::Put];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Fetch => "fetch",
            Verb::Put => "put",
        }
    }
}

/// What a rule needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The instance and the club ask the national registers.
    pub asks: bool,
    pub has_territory: bool,
    pub fetching: bool,
}

pub fn is_fetching(asked_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    asked_at.is_some_and(|at| now - at < LONGEST)
}

/// Administrators alone, as with all of the territory.
pub fn may(verb: Verb, caller: &Caller, it: Standing) -> Result<(), Problem> {
    if !caller.is_admin() {
        return Err(caller.not_allowed());
    }
    match verb {
        _ if !it.has_territory => Err(Problem::conflict(
            "directory.no_territory",
            say(
                "Le territoire n’a pas encore de commune : définissez-le d’abord.",
                "The territory has no commune yet: define it first.",
            ),
        )),
        Verb::Fetch if !it.asks => Err(Problem::conflict(
            "directory.outlines_switched_off",
            say(
                "Ce service n’est pas interrogé ici : envoyez un fichier GeoJSON.",
                "This service is not asked here: send a GeoJSON file.",
            ),
        )),
        Verb::Fetch if it.fetching => Err(Problem::conflict(
            "directory.fetching",
            say("Les contours arrivent déjà.", "The outlines are on their way already."),
        )),
        Verb::Fetch | Verb::Put => Ok(()),
    }
}

pub fn not_a_collection() -> Problem {
    Problem::invalid_field(
        "/type",
        "directory.not_a_collection",
        say("Envoyez un FeatureCollection (GeoJSON).", "Send a FeatureCollection (GeoJSON)."),
    )
}

/// Why the outlines did not come, with what to do.
pub fn failed(why: OutlineFailure) -> Say {
    match why {
        OutlineFailure::SwitchedOff => say(
            "geo.api.gouv.fr n’est pas interrogé ici : envoyez un fichier GeoJSON.",
            "geo.api.gouv.fr is not asked here: send a GeoJSON file.",
        ),
        OutlineFailure::NotAnswering => say(
            "geo.api.gouv.fr n’a pas répondu : réessayez plus tard, ou envoyez un fichier GeoJSON.",
            "geo.api.gouv.fr did not answer: try again later, or send a GeoJSON file.",
        ),
        OutlineFailure::Busy => say(
            "geo.api.gouv.fr est très demandé : réessayez dans quelques minutes.",
            "geo.api.gouv.fr is much in demand: try again in some minutes.",
        ),
        OutlineFailure::Unreadable => say(
            "La réponse de geo.api.gouv.fr ne donne pas de contours utilisables : envoyez un fichier GeoJSON.",
            "The answer of geo.api.gouv.fr gives no outlines that can be used: send a GeoJSON file.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_fetched_once_at_a_time_and_only_where_the_service_is_asked() {
        let house = Caller::House("test");
        let it = Standing { asks: true, has_territory: true, fetching: false };
        let code = |verb, it| may(verb, &house, it).err().map(|problem| problem.code().to_owned());
        assert_eq!((code(Verb::Fetch, it), code(Verb::Put, it)), (None, None));
        let off = Standing { asks: false, ..it };
        assert_eq!(code(Verb::Fetch, off).as_deref(), Some("directory.outlines_switched_off"));
        assert_eq!(code(Verb::Put, off), None);
        assert_eq!(code(Verb::Fetch, Standing { fetching: true, ..it }).as_deref(), Some("directory.fetching"));
        let nowhere = Standing { has_territory: false, ..it };
        assert_eq!(code(Verb::Put, nowhere).as_deref(), Some("directory.no_territory"));
        assert!(may(Verb::Put, &Caller::Anyone, it).is_err());
    }

    #[test]
    fn whoever_died_fetching_does_not_fetch_for_ever() {
        let now = Utc::now();
        assert!(is_fetching(Some(now - TimeDelta::minutes(14)), now));
        assert!(!is_fetching(Some(now - TimeDelta::minutes(15)), now));
        assert!(!is_fetching(None, now));
    }
}
