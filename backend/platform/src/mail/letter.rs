//! The one look of the house's mails: features give words, this gives HTML and text from the same words.
//! Readable without colours or pictures, in the dark, and by a screen reader (RGAA 11; body 16 px, targets 44 px).

use std::fmt::Write;

use kernel::problem::{Language, Problem};

use super::template::render;

/// The house's fir green, when the club's colour can't be read.
const FIR: &str = "#0F5C43";

/// What a mail says. All of it is plain text; a line break in a paragraph stays one.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    pub language: Language,
    pub title: String,
    pub paragraphs: Vec<String>,
    /// Its words and its address, http(s) only.
    pub button: Option<(String, String)>,
    /// Who writes and why: the authority's name and postal address, the reason of this mail.
    pub footer: String,
    /// Where one reads what becomes of personal data, http(s) only.
    pub notice: Option<String>,
}

/// A mail as HTML and as text.
///
/// `brand` is the club's colour (`#0F5C43`); the words on a button are dark or light, whichever reads better on it.
pub fn layout(club_name: &str, brand: &str, letter: &Letter) -> Result<(String, String), Problem> {
    Ok((html(club_name, brand, letter, None)?, text(club_name, letter, None)))
}

/// The same for what nobody asked for: its foot has the link by which one asks for no more of it (`objecting`), http(s)
/// only.
pub fn layout_unasked(
    club_name: &str,
    brand: &str,
    letter: &Letter,
    objecting: &str,
) -> Result<(String, String), Problem> {
    Ok((html(club_name, brand, letter, Some(objecting))?, text(club_name, letter, Some(objecting))))
}

fn html(club_name: &str, brand: &str, letter: &Letter, objecting: Option<&str>) -> Result<String, Problem> {
    let brand = colour(brand).unwrap_or(FIR);
    let mut fields = Fields::default();
    let club = fields.put(club_name);
    let title = fields.put(&letter.title);
    let preview = fields.put(letter.paragraphs.first().map(String::as_str).unwrap_or_default());
    let mut body = String::new();
    for paragraph in letter.paragraphs.iter().filter(|paragraph| !paragraph.trim().is_empty()) {
        let lines = fields.put_lines(paragraph);
        let _ = write!(body, "<mj-text>{lines}</mj-text>");
    }
    if let Some((label, url)) = &letter.button {
        let (label, url) = (fields.put(label), fields.put_address(url)?);
        let ink = if is_light(brand) { "#16211C" } else { "#FFFFFF" };
        let _ = write!(
            body,
            "<mj-button href=\"{url}\" align=\"left\" background-color=\"{brand}\" color=\"{ink}\" font-size=\"16px\" \
             font-weight=\"600\" line-height=\"20px\" inner-padding=\"13px 24px\" border-radius=\"13px\" \
             padding=\"8px 0 20px\">{label}</mj-button>\
             <mj-text css-class=\"quiet\" font-size=\"14px\" color=\"#5E6B64\">{}<br/>\
             <a class=\"link\" href=\"{url}\" style=\"color:#0B4733;word-break:break-all\">{url}</a></mj-text>",
            otherwise(letter.language)
        );
    }
    let mut footer = fields.put_lines(&letter.footer);
    for (label, url) in links(letter, objecting) {
        let (label, url) = (fields.put(label), fields.put_address(url)?);
        let apart = if footer.is_empty() { "" } else { "<br/>" };
        let _ = write!(footer, "{apart}<a class=\"link\" href=\"{url}\" style=\"color:#0B4733\">{label}</a>");
    }
    let language = letter.language.code();
    let template = format!(
        "<mjml lang=\"{language}\"><mj-head><mj-title>{title}</mj-title><mj-preview>{preview}</mj-preview>\
         <mj-attributes><mj-all font-family=\"-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\"/>\
         <mj-text font-size=\"16px\" line-height=\"1.55\" color=\"#16211C\" padding=\"0 0 16px\"/></mj-attributes>\
         <mj-style>:root {{ color-scheme: light dark; supported-color-schemes: light dark; }}\n\
         @media (prefers-color-scheme: dark) {{\n\
         .paper, .paper > table {{ background-color: #111714 !important; }}\n\
         .sheet, .sheet > table {{ background-color: #19211D !important; }}\n\
         .paper div, .sheet div, .sheet h1 {{ color: #EDF2EE !important; }}\n\
         .quiet div {{ color: #BAC6BF !important; }}\n\
         .link {{ color: #A5E5C8 !important; }}\n\
         }}</mj-style></mj-head>\
         <mj-body css-class=\"paper\" background-color=\"#F6F4EE\" width=\"600px\">\
         <mj-section padding=\"28px 28px 16px\"><mj-column>\
         <mj-text font-weight=\"600\" padding=\"0\">{club}</mj-text></mj-column></mj-section>\
         <mj-section css-class=\"sheet\" background-color=\"#FFFFFF\" border-radius=\"18px\" padding=\"32px 28px 16px\"><mj-column>\
         <mj-text><h1 style=\"font-size:24px;line-height:1.2;margin:0;font-weight:650\">{title}</h1></mj-text>\
         {body}</mj-column></mj-section>\
         <mj-section padding=\"20px 28px 32px\"><mj-column>\
         <mj-text css-class=\"quiet\" font-size=\"14px\" line-height=\"1.5\" color=\"#47554E\" padding=\"0\">{footer}</mj-text>\
         </mj-column></mj-section></mj-body></mjml>"
    );
    let fields: Vec<(&str, &str)> = fields.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    render(&template, &fields)
}

fn text(club_name: &str, letter: &Letter, objecting: Option<&str>) -> String {
    let mut blocks = vec![letter.title.trim().to_owned()];
    blocks.extend(letter.paragraphs.iter().map(|paragraph| paragraph.trim().to_owned()));
    let colon = if letter.language == Language::Fr { " :" } else { ":" };
    if let Some((label, url)) = &letter.button {
        blocks.push(format!("{label}{colon}\n{url}"));
    }
    let links = links(letter, objecting).into_iter().map(|(label, url)| format!("{label}{colon} {url}"));
    let footer: Vec<String> = std::iter::once(letter.footer.trim().to_owned()).chain(links).collect();
    blocks.push(format!("-- \n{club_name}\n{}", footer.join("\n").trim()));
    blocks.retain(|block| !block.is_empty());
    format!("{}\n", blocks.join("\n\n").trim_end())
}

/// What stands at the foot of a mail, each with where it leads.
fn links<'a>(letter: &'a Letter, objecting: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let notice = letter.notice.as_deref().map(|url| (what_becomes(letter.language), url));
    let objecting = objecting.map(|url| (no_more(letter.language), url));
    notice.into_iter().chain(objecting).collect()
}

fn otherwise(language: Language) -> &'static str {
    match language {
        Language::Fr => "Si le bouton ne répond pas, recopiez cette adresse dans votre navigateur :",
        Language::En => "If the button does not respond, copy this address into your browser:",
    }
}

fn what_becomes(language: Language) -> &'static str {
    match language {
        Language::Fr => "Ce que deviennent vos données personnelles",
        Language::En => "What becomes of your personal data",
    }
}

fn no_more(language: Language) -> &'static str {
    match language {
        Language::Fr => "Ne plus recevoir ces messages",
        Language::En => "Receive these messages no more",
    }
}

/// What people wrote, apart from the template, so that it can never become part of it.
#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn put(&mut self, value: &str) -> String {
        let name = format!("f{}", self.0.len());
        let placeholder = format!("{{{{{name}}}}}");
        self.0.push((name, value.trim().to_owned()));
        placeholder
    }

    /// An address that a link may lead to.
    fn put_address(&mut self, url: &str) -> Result<String, Problem> {
        match url.starts_with("https://") || url.starts_with("http://") {
            true => Ok(self.put(url)),
            false => Err(Problem::bug("a link of a mail must lead to http(s)")),
        }
    }

    fn put_lines(&mut self, value: &str) -> String {
        value.trim().lines().map(|line| self.put(line)).collect::<Vec<_>>().join("<br/>")
    }
}

fn colour(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('#')?;
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(text)
}

/// Whether dark words read better on this colour (relative luminance, WCAG 2.2).
fn is_light(colour: &str) -> bool {
    let channel = |at: usize| {
        let value = colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.19
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            language: Language::Fr,
            title: "Votre lien de connexion".to_owned(),
            paragraphs: vec!["Bonjour <Ève>,".to_owned(), "Ce lien vaut quinze minutes.\nUne seule fois.".to_owned()],
            button: Some(("Me connecter".to_owned(), "https://club.example/connexion/lien#a&b".to_owned())),
            footer: "Syndicat des Trois Vallées\n1 place de l’Exemple".to_owned(),
            notice: Some("https://club.example/donnees-personnelles".to_owned()),
        }
    }

    #[test]
    fn html_and_text_say_the_same() {
        let (html, text) = layout("Club <Exemple>", "#0F5C43", &letter()).unwrap();
        assert!(html.contains("lang=\"fr\"") && html.contains("<title>Votre lien de connexion</title>"));
        assert!(html.contains("Bonjour &lt;Ève&gt;,") && html.contains("Club &lt;Exemple&gt;"));
        assert!(
            html.contains("quinze minutes.<br")
                && html.contains("href=\"https://club.example/connexion/lien#a&amp;b\"")
        );
        assert!(html.contains("href=\"https://club.example/donnees-personnelles\""));
        assert!(!html.contains("{{") && !html.contains("<Ève>") && !html.contains("googleapis"));
        assert_eq!(
            text,
            "Votre lien de connexion\n\nBonjour <Ève>,\n\nCe lien vaut quinze minutes.\nUne seule fois.\n\n\
             Me connecter :\nhttps://club.example/connexion/lien#a&b\n\n-- \nClub <Exemple>\nSyndicat des Trois Vallées\n1 place de l’Exemple\n\
             Ce que deviennent vos données personnelles : https://club.example/donnees-personnelles\n"
        );
    }

    #[test]
    fn what_nobody_asked_for_tells_how_to_get_no_more_of_it() {
        let link = "https://club.example/ne-plus-ecrire/abc";
        let (html, text) = layout_unasked("Club", FIR, &letter(), link).unwrap();
        assert!(html.contains(&format!("href=\"{link}\"")) && html.contains("Ne plus recevoir ces messages"));
        assert!(text.ends_with(&format!("\nNe plus recevoir ces messages : {link}\n")), "{text}");
        assert!(!layout("Club", FIR, &letter()).unwrap().1.contains("Ne plus recevoir"));
        assert!(layout_unasked("Club", FIR, &letter(), "javascript:alert(1)").is_err());
    }

    #[test]
    fn words_on_the_button_can_be_read_on_any_colour() {
        let on = |brand: &str| layout("C", brand, &letter()).unwrap().0;
        assert!(on("#F3B73B").contains("color:#16211C"));
        assert!(on("#0F5C43").contains("color:#FFFFFF"));
        assert!(on("red; background:url(x)").contains(FIR), "a colour that is none is not repeated");
    }

    #[test]
    fn a_link_leads_to_the_web_alone() {
        let elsewhere = "javascript:alert(1)".to_owned();
        let button = Letter { button: Some(("x".to_owned(), elsewhere.clone())), ..letter() };
        assert!(layout("C", FIR, &button).is_err());
        assert!(layout("C", FIR, &Letter { notice: Some(elsewhere), ..letter() }).is_err());
    }
}
