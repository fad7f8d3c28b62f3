//! Formulas made harmless, and given back.

use documents::{Repair, protect, repair, unprotect};

#[test]
fn a_text_that_begins_like_a_formula_is_protected_and_no_other() {
    for text in ["=1+1", "+33 3 53", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\0=1", "＝1+1"] {
        assert_eq!(protect(text), format!("'{text}"));
    }
    for text in ["", "Mairie", "'d'Ill", "1-2", " =1", "<script>"] {
        assert_eq!(protect(text), text);
    }
}

#[test]
fn unprotecting_gives_back_every_text() {
    for text in ["=1+1", "'=1+1", "''=1", "'", "''", "d'Ill", "'tis", "+", "-", "", "'+33", "\n=x", "\0"] {
        assert_eq!(unprotect(&protect(text)), text);
    }
    assert_eq!(unprotect("'=1+1"), "=1+1");
    assert_eq!(unprotect("'s Gravenhage"), "'s Gravenhage");
}

#[test]
fn repairs_are_named_and_nothing_is_computed() {
    let cases: [(&str, &str, &[Repair]); 7] = [
        (r#"="0353019802""#, "0353019802", &[Repair::Unwrapped]),
        ("'=1+1 (note du bureau)", "=1+1 (note du bureau)", &[Repair::Unprotected]),
        ("\t=1+2", "=1+2", &[Repair::LeadingControl]),
        ("\r=1+2", "=1+2", &[Repair::LeadingControl]),
        ("\u{202e}elpmaxe", "elpmaxe", &[Repair::InvisibleMark]),
        ("=1+1", "=1+1", &[]),
        (r#"=HYPERLINK("a";"b")"#, r#"=HYPERLINK("a";"b")"#, &[]),
    ];
    for (text, expected, repairs) in cases {
        let repaired = repair(text);
        assert_eq!((repaired.text.as_ref(), repaired.repairs.as_slice()), (expected, repairs), "{text:?}");
    }
}
