//! What a sheet must say before it is handed in, and before anyone reads it. All that is missing is told at once.

use kernel::problem::{Fault, Problem, say};

use super::{
    super::schema::{MediaKind, SheetContent, SheetKind, SheetMedia},
    sections,
};

/// What the gates look at.
pub struct Looked<'a> {
    pub kind: SheetKind,
    pub title: &'a str,
    pub content: &'a SheetContent,
    pub media: &'a [SheetMedia],
    pub has_member: bool,
    /// Whether the member said that these texts are right.
    pub confirmed: bool,
}

impl Looked<'_> {
    fn says(&self, key: &str) -> bool {
        !self.content.section(key).trim().is_empty()
    }

    fn wants(&self, key: &str, faults: &mut Vec<Fault>) {
        if !self.says(key) {
            let label = sections::of(self.kind).iter().find(|section| section.key == key);
            let label = label.map(|section| section.label).unwrap_or_default();
            faults.push(Fault::at(
                format!("/content/sections/{key}"),
                "practice_sheets.section_missing",
                say(format!("Écrivez la rubrique « {label} »."), format!("Write the section “{label}”.")),
            ));
        }
    }
}

/// Before it is handed in: what it is about.
pub fn to_submit(it: &Looked<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    titled(it, &mut faults);
    it.wants(if it.kind == SheetKind::Advice { "steps" } else { "description" }, &mut faults);
    faults
}

/// Before anyone reads it.
pub fn to_publish(it: &Looked<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    titled(it, &mut faults);
    match it.kind {
        SheetKind::GoodPractice => good_practice(it, &mut faults),
        SheetKind::Advice => {
            if it.content.summary.trim().is_empty() {
                faults.push(Fault::at(
                    "/content/summary",
                    "practice_sheets.summary_missing",
                    say("Résumez la fiche en une phrase.", "Sum the sheet up in one sentence."),
                ));
            }
            it.wants("steps", &mut faults);
        }
    }
    if it.content.keywords.is_empty() {
        faults.push(Fault::at(
            "/content/keywords",
            "practice_sheets.keyword_missing",
            say("Choisissez au moins un mot clé.", "Choose one keyword at least."),
        ));
    }
    for (at, media) in it.media.iter().enumerate() {
        if media.kind == MediaKind::Picture && media.alt.trim().is_empty() {
            faults.push(Fault::at(
                format!("/media/{at}/alt"),
                "practice_sheets.alt_missing",
                say("Dites en quelques mots ce que montre l’image.", "Say in a few words what is on the picture."),
            ));
        }
    }
    if it.has_member && !it.confirmed {
        faults.push(Fault::at(
            "/confirmation",
            "practice_sheets.confirmation_missing",
            say(
                "Le membre n’a pas encore confirmé ce que la fiche dit de lui.",
                "The member has not confirmed yet what the sheet says of it.",
            ),
        ));
    }
    faults
}

fn titled(it: &Looked<'_>, faults: &mut Vec<Fault>) {
    if it.title.trim().is_empty() {
        faults.push(Fault::at("/title", "practice_sheets.title_missing", say("Donnez un titre.", "Give a title.")));
    }
}

fn good_practice(it: &Looked<'_>, faults: &mut Vec<Fault>) {
    if !it.has_member {
        faults.push(Fault::at(
            "/member_id",
            "practice_sheets.member_missing",
            say("Dites de quel membre vient cette expérience.", "Say which member’s experience it is."),
        ));
    }
    it.wants("context", faults);
    it.wants("description", faults);
    let measured = it.content.figures.iter().any(|figure| !figure.values.is_empty());
    if !measured && !it.says(sections::FIGURES) && !it.says("results_qualitative") {
        faults.push(Fault::at(
            "/content/sections/results_qualitative",
            "practice_sheets.result_missing",
            say(
                "Donnez au moins un résultat, en mots ou en chiffres.",
                "Give one result at least, in words or numbers.",
            ),
        ));
    }
}

/// 422 with all that is missing; nothing when nothing is.
pub fn passed(faults: Vec<Fault>) -> Result<(), Problem> {
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_missing_is_told_at_once() {
        let content = SheetContent::default();
        let it = Looked {
            kind: SheetKind::GoodPractice,
            title: "Fête",
            content: &content,
            media: &[],
            has_member: true,
            confirmed: false,
        };
        let pointers: Vec<String> = to_publish(&it).into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(
            pointers,
            [
                "/content/sections/context",
                "/content/sections/description",
                "/content/sections/results_qualitative",
                "/content/keywords",
                "/confirmation"
            ]
        );
        let advice = Looked { kind: SheetKind::Advice, has_member: false, ..it };
        let pointers: Vec<String> = to_publish(&advice).into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/content/summary", "/content/sections/steps", "/content/keywords"]);
        assert!(passed(Vec::new()).is_ok());
    }
}
