//! The ten questions, and the section that each answer flows into.

use kernel::problem::{Fault, Language, Say, say};

use super::{
    super::schema::{InterviewAnswer, InterviewQuestion, SheetContent},
    sections,
};

/// So many photos come by one link.
pub const MOST_PHOTOS: u32 = 8;

struct Question {
    key: &'static str,
    section: &'static str,
}

const fn question(key: &'static str, section: &'static str) -> Question {
    Question { key, section }
}

const QUESTIONS: [Question; 10] = [
    question("what", "description"),
    question("why", "context"),
    question("goal", "objectives_general"),
    question("when", sections::PLANNING),
    question("who", sections::PEOPLE),
    question("cost", sections::MONEY),
    question("with_whom", sections::PARTNERS),
    question("results", sections::FIGURES),
    question("worked", "success_factors"),
    question("advice", "recommendations"),
];

pub fn knows(key: &str) -> bool {
    QUESTIONS.iter().any(|question| question.key == key)
}

pub fn told(language: Language) -> Vec<InterviewQuestion> {
    let told = |question: &Question| {
        let (asked, hint) = words(question.key);
        InterviewQuestion {
            key: question.key,
            question: asked.in_language(language).to_owned(),
            hint: hint.in_language(language).to_owned(),
        }
    };
    QUESTIONS.iter().map(told).collect()
}

/// Answers in the order of the questions, each once; those that say nothing are left out.
pub fn in_order(answers: &[InterviewAnswer]) -> Vec<InterviewAnswer> {
    let said = |question: &Question| {
        let answer = answers.iter().rfind(|answer| answer.key == question.key)?;
        let text = answer.text.trim();
        (!text.is_empty()).then(|| InterviewAnswer { key: question.key.to_owned(), text: text.to_owned() })
    };
    QUESTIONS.iter().filter_map(said).collect()
}

/// Has the answers flow into the draft. What somebody wrote there already stays.
pub fn flow_into(content: &mut SheetContent, answers: &[InterviewAnswer]) {
    for question in &QUESTIONS {
        let Some(answer) = answers.iter().find(|answer| answer.key == question.key) else { continue };
        if content.section(question.section).trim().is_empty() {
            content.sections.insert(question.section.to_owned(), answer.text.clone());
        }
    }
}

/// What is missing, told at the question whose answer flows there.
pub fn at_questions(faults: Vec<Fault>) -> Vec<Fault> {
    let told = |fault: Fault| {
        let section = fault.pointer.strip_prefix("/content/sections/");
        let asked = QUESTIONS
            .iter()
            .zip(1..)
            .find(|(question, _)| section == Some(question.section))
            .map(|(question, number)| (question.key, number));
        let Some((key, number)) = asked else { return fault };
        let detail = say(
            format!("Répondez à la question {number} : sans elle, la fiche ne dit rien."),
            format!("Answer question {number}: without it, the sheet says nothing."),
        );
        Fault::at(format!("/answers/{key}"), fault.code, detail)
    };
    faults.into_iter().map(told).collect()
}

fn words(key: &str) -> (Say, Say) {
    match key {
        "what" => (
            say("Qu’avez-vous fait ?", "What did you do?"),
            say(
                "Racontez-le comme à un voisin, en quelques phrases.",
                "Tell it as to a neighbour, in a few sentences.",
            ),
        ),
        "why" => (
            say("Pourquoi vous y êtes-vous mis ?", "Why did you begin?"),
            say("Ce qui n’allait pas, ou ce qui vous a donné envie.", "What was wrong, or what made you want to."),
        ),
        "goal" => (
            say("Que vouliez-vous changer ?", "What did you want to change?"),
            say("Un ou deux objectifs suffisent.", "One or two aims will do."),
        ),
        "when" => (
            say("Quand, et en combien de temps ?", "When, and how long did it take?"),
            say("Le mois suffit : « de février à septembre ».", "The month will do: “from February to September”."),
        ),
        "who" => (
            say("Qui s’en est occupé ?", "Who saw to it?"),
            say("Combien de personnes, salariées ou bénévoles.", "How many people, paid or volunteers."),
        ),
        "cost" => (
            say("Qu’est-ce que cela a coûté ?", "What did it cost?"),
            say("Même à peu près ; dites aussi ce qui a été prêté.", "Roughly will do; say what was lent, too."),
        ),
        "with_whom" => (
            say("Avec qui l’avez-vous fait ?", "With whom did you do it?"),
            say("Communes, associations, commerces, écoles…", "Communes, associations, shops, schools…"),
        ),
        "results" => (
            say("Qu’est-ce que cela a donné ?", "What came of it?"),
            say(
                "Des chiffres si vous en avez : participants, kilos évités.",
                "Numbers if you have any: people, kilos.",
            ),
        ),
        "worked" => (
            say("Qu’est-ce qui a bien marché, et qu’est-ce qui a coincé ?", "What went well, and what got stuck?"),
            say("Les deux aident ceux qui s’y mettront.", "Both help those who will begin."),
        ),
        _ => (
            say("Que diriez-vous à qui voudrait faire pareil ?", "What would you tell whoever wants to do the same?"),
            say("Un conseil suffit.", "One piece of advice will do."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_fill_what_is_empty_and_nothing_else() {
        let answer = |key: &str, text: &str| InterviewAnswer { key: key.into(), text: text.into() };
        let given = in_order(&[answer("why", "Trop de poubelles"), answer("what", " Une fête "), answer("goal", " ")]);
        assert_eq!(given, [answer("what", "Une fête"), answer("why", "Trop de poubelles")]);
        let mut content = SheetContent::default();
        content.sections.insert("context".into(), "Déjà écrit".into());
        flow_into(&mut content, &given);
        assert_eq!((content.section("description"), content.section("context")), ("Une fête", "Déjà écrit"));
        assert_eq!(told(Language::Fr).len(), 10);
    }

    #[test]
    fn what_is_missing_is_told_at_its_question() {
        let fault = |pointer: &str| Fault::at(pointer, "practice_sheets.section_missing", say("", ""));
        let told = at_questions(vec![fault("/content/sections/description"), fault("/title")]);
        let pointers: Vec<&str> = told.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/answers/what", "/title"]);
        assert_eq!(told[0].code, "practice_sheets.section_missing");
    }
}
