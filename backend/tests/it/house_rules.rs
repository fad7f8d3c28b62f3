//! The house holds itself to its own rules: who may import whom, what each floor may not do, how things are named.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each feature may use only those before it.
const ORDER: &[&str] = &[
    "house",
    "club",
    "accounts",
    "registers",
    "members",
    "follow_up",
    "views",
    "campaigns",
    "imports",
    "practice_sheets",
    "events",
    "directory",
    "privacy",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(dir: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

fn all_in(dir: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    sources(&root().join(dir), &mut found);
    assert!(!found.is_empty(), "{dir} holds no sources");
    found
}

/// The text without its unit tests, which stand last in a file.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs")
        || path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "examples" | "benches")))
}

const FLOORS: &[&str] =
    &["http", "schema", "access", "rules", "queries", "actions", "store", "facts", "jobs", "mail", "dependents"];

/// The file's floor: `http` for `http.rs`, for `http/lists.rs` and for `merge/http.rs`, a feature within its feature.
fn floor(path: &Path, feature: &str) -> String {
    let parts: Vec<&str> = path.components().filter_map(|part| part.as_os_str().to_str()).collect();
    let at = parts.iter().position(|part| *part == "features").unwrap_or(0);
    let inside = parts[at..].iter().map(|part| part.trim_end_matches(".rs")).skip_while(|part| *part != feature);
    inside.skip(1).filter(|part| FLOORS.contains(part)).last().unwrap_or_default().to_owned()
}

/// The features that a file uses: `crate::features::club` is one, and so are those of `crate::features::{club, imports}`.
fn used_in(text: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for rest in text.split("features::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            used.push(name(rest));
            continue;
        };
        // Only what stands at the first level of the braces names a feature.
        let (mut depth, mut begins) = (1, true);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => break,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                _ if depth == 1 && begins && !c.is_whitespace() => {
                    used.push(name(&list[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    used
}

#[test]
fn the_rules_read_nested_features_and_lists_of_uses() {
    let floor = |path: &str| floor(Path::new(path), "members");
    assert_eq!(floor("/house/backend/src/features/members/http.rs"), "http");
    assert_eq!(floor("/house/backend/src/features/members/merge/http.rs"), "http");
    assert_eq!(floor("/members/http/backend/src/features/members/actions/draft/prices.rs"), "actions");
    assert_eq!(floor("/house/backend/src/features/members/merge/plan.rs"), "");
    let list = "use crate::features::{\n    club::{self, imports}, views,\n};\nfeatures::accounts::Seat";
    assert_eq!(used_in(list), ["club", "views", "accounts"]);
}

fn hold(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn a_feature_uses_only_those_to_its_left() {
    let mut broken = Vec::new();
    for (at, feature) in ORDER.iter().enumerate() {
        let dir = format!("backend/src/features/{feature}");
        if !root().join(&dir).exists() {
            continue;
        }
        for (path, text) in all_in(&dir) {
            for other in used_in(&text) {
                if ORDER[at + 1..].contains(&other.as_str()) {
                    broken.push(format!("{} uses {other}", path.display()));
                }
            }
        }
    }
    hold("imports go leftwards", broken);
}

#[test]
fn every_feature_has_its_place_in_the_order() {
    let mut unknown: Vec<String> = fs::read_dir(root().join("backend/src/features"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !ORDER.contains(&name.as_str()))
        .collect();
    unknown.sort();
    hold("a feature without a place", unknown);
}

#[test]
fn each_floor_does_only_its_own_work() {
    let forbidden: &[(&str, &[&str])] = &[
        ("http", &["store::", "sea_orm", "tables::", "platform::mail", "platform::registers"]),
        ("schema", &["sea_orm", "tables::", "platform::House"]),
        ("rules", &["async fn", ".await", "sea_orm::Entity", "platform::House"]),
        ("queries", &["house.begin", "db.begin"]),
        ("actions", &["::Entity::"]),
    ];
    let mut broken = Vec::new();
    for feature in ORDER {
        let dir = format!("backend/src/features/{feature}");
        if !root().join(&dir).exists() {
            continue;
        }
        for (path, text) in all_in(&dir) {
            let here = floor(&path, feature);
            for (_, words) in forbidden.iter().filter(|(name, _)| *name == here) {
                for word in words.iter().filter(|word| without_tests(&text).contains(**word)) {
                    broken.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    hold("a floor that reaches past the next", broken);
}

/// docs/decisions/0011: questions may be put together where they are asked, what writes stands in one place.
#[test]
fn only_stores_and_dependents_write() {
    const WRITES: &[&str] = &[
        "Entity::insert",
        "Entity::update",
        "Entity::delete",
        "Query::insert",
        "Query::update",
        "Query::delete",
        "execute_raw",
        "execute_unprepared",
    ];
    let mut broken = Vec::new();
    for feature in ORDER {
        for (path, text) in all_in(&format!("backend/src/features/{feature}")) {
            if matches!(floor(&path, feature).as_str(), "store" | "dependents") {
                continue;
            }
            for word in WRITES.iter().filter(|word| without_tests(&text).contains(**word)) {
                broken.push(format!("{}: {word}", path.display()));
            }
        }
    }
    hold("what writes stands in a store", broken);
}

#[test]
fn every_handler_has_a_guard() {
    let mut broken = Vec::new();
    for (path, text) in all_in("backend/src/features") {
        for handler in text.split("#[utoipa::path(").skip(1) {
            let signature =
                handler.split("async fn ").nth(1).and_then(|rest| rest.split('{').next()).unwrap_or_default();
            if !signature.contains("Asked<") {
                broken.push(format!("{}: {}", path.display(), signature.split('(').next().unwrap_or_default()));
            }
        }
    }
    hold("a handler without guard", broken);
}

#[test]
fn nothing_panics_on_purpose_outside_tests() {
    let mut broken = Vec::new();
    for dir in [
        "backend/src",
        "backend/kernel/src",
        "backend/platform/src",
        "backend/documents/src",
        "backend/places/src",
        "migrations/src",
    ] {
        for (path, text) in all_in(dir) {
            if is_test(&path) {
                continue;
            }
            for (number, line) in without_tests(&text).lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                if [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("]
                    .iter()
                    .any(|word| code.contains(word))
                {
                    broken.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    hold("may panic", broken);
}

#[test]
fn things_are_named_for_what_they_are() {
    const DRAWERS: [&str; 10] =
        ["util", "utils", "common", "helper", "helpers", "shared", "core", "misc", "manager", "managers"];
    let mut broken = Vec::new();
    for dir in ["backend", "migrations/src"] {
        for (path, text) in all_in(dir) {
            let named_so = |name: &str| DRAWERS.contains(&name.trim_end_matches(".rs"));
            if path
                .strip_prefix(root())
                .unwrap_or(&path)
                .components()
                .any(|part| named_so(&part.as_os_str().to_string_lossy()))
            {
                broken.push(path.display().to_string());
            }
            if !path.ends_with("house_rules.rs") && (text.contains("TODO") || text.contains("FIXME")) {
                broken.push(format!("{} leaves something for later", path.display()));
            }
        }
    }
    hold("names of drawers, work for later", broken);
}

#[test]
fn the_settings_page_lists_every_setting() {
    let page = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let missing = platform::settings::KNOWN
        .iter()
        .filter(|known| !page.contains(&format!("`{}`", known.name)) || !page.contains(known.meaning))
        .map(|known| known.name.to_owned())
        .collect();
    hold("docs/settings.md does not tell", missing);
}

/// An administrator reads names, not the words of the code.
#[test]
fn every_kind_of_job_and_of_mail_has_a_name_on_screen() {
    let words = fs::read_to_string(root().join("frontend/src/app/operationsWords.ts")).unwrap();
    let mut unnamed: Vec<String> = maillage::app::book()
        .kinds()
        .filter(|kind| words.matches(&format!("'{kind}': ")).count() != 2)
        .map(str::to_owned)
        .collect();
    for (path, text) in all_in("backend/src/features") {
        if !path.components().any(|part| part.as_os_str() == "mail" || part.as_os_str() == "mail.rs") {
            continue;
        }
        for rest in without_tests(&text).split("purpose: \"").skip(1) {
            let purpose = rest.split('"').next().unwrap_or_default();
            if words.matches(&format!(" {purpose}: '")).count() != 2 {
                unnamed.push(purpose.to_owned());
            }
        }
    }
    unnamed.sort();
    unnamed.dedup();
    hold("frontend/src/app/operationsWords.ts has no name, in both languages, for", unnamed);
}

/// A text that comes later is looked through too, without anybody thinking of it.
#[test]
fn every_table_is_looked_through_for_somebody_who_is_erased() {
    let walked: Vec<String> = platform::backup::all().into_iter().map(|table| table.name).collect();
    let left_out = platform::backup::LEFT_OUT.iter().map(|(name, _)| (*name).to_owned());
    let missing = left_out.filter(|name| name != "seaql_migrations" && !walked.contains(name)).collect();
    hold("a table that nobody looks through", missing);
}

/// Whoever keeps a row about a member, its people or their accounts answers for it when one goes, is told or erased.
#[test]
fn every_table_about_members_and_their_people_is_answered_for() {
    let book = maillage::app::book();
    let answered: Vec<&str> = book.dependents().iter().flat_map(|dependent| dependent.tables()).copied().collect();
    let mut broken = Vec::new();
    for (path, text) in all_in("backend/tables/src") {
        let about = ["member_id", "person_id", "contact_id", "address_id", "account_id"];
        let table = text.split("table_name = \"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(table) = table else { continue };
        if about.iter().any(|column| text.contains(&format!("pub {column}:"))) && !answered.contains(&table) {
            broken.push(format!("{}: {table}", path.display()));
        }
    }
    hold("a table nobody answers for", broken);
}

#[test]
fn sentences_are_made_in_the_one_place_that_sets_them() {
    let mut broken = Vec::new();
    for dir in ["backend/kernel/src", "backend/platform/src", "backend/src"] {
        for (path, text) in all_in(dir) {
            let made_by_hand = without_tests(&text).lines().any(|line| {
                let bare = line.trim_start();
                line.contains("Say { fr") || bare == "Say {" || bare.ends_with("=> Say {") || bare.ends_with("(Say {")
            });
            if made_by_hand && !path.ends_with("kernel/src/problem/say.rs") {
                broken.push(path.display().to_string());
            }
        }
    }
    hold("a sentence that say() did not make", broken);
}
