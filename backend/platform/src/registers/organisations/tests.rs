use serde_json::json;

use super::*;

fn told(more: Value) -> Value {
    let mut one = json!({
        "siren": "732829320", "nom_complet": "LES VIEUX RABOTS (LVR)", "nom_raison_sociale": "LES VIEUX RABOTS",
        "nature_juridique": "9220", "activite_principale": "94.99Z", "activite_principale_naf25": "94.99Y",
        "tranche_effectif_salarie": "01", "etat_administratif": "A", "statut_diffusion": "O",
        "complements": {"est_association": true, "identifiant_association": "W671234567", "collectivite_territoriale": null},
        "siege": site_told("73282932000074", "12", "RUE", "DES PRES", "67462", "SELESTAT"),
        "matching_etablissements": [],
    });
    for (key, value) in more.as_object().unwrap() {
        one[key] = value.clone();
    }
    one
}

fn site_told(siret: &str, number: &str, way: &str, street: &str, commune: &str, name: &str) -> Value {
    json!({"siret": siret, "numero_voie": number, "type_voie": way, "libelle_voie": street, "code_postal": "67600",
        "commune": commune, "libelle_commune": name, "latitude": "48.2594", "longitude": "7.4526",
        "adresse": format!("{number} {way} {street} 67600 {name}"), "etat_administratif": "A",
        "statut_diffusion_etablissement": "O", "liste_enseignes": null, "nom_commercial": null})
}

fn settled(told: Value, commune: Option<&str>) -> Organisation {
    let mut entry = read(&json!({"results": [told]})).unwrap().remove(0);
    entry.settle(&commune.map(str::to_owned));
    entry.entry
}

#[test]
fn an_association_fills_what_a_form_asks() {
    let one = settled(told(json!({})), None);
    assert_eq!(one.name.as_deref(), Some("Les Vieux Rabots"));
    assert_eq!((one.kind, one.size, one.rna.as_deref()), (MemberKind::Association, None, Some("W671234567")));
    assert_eq!(one.siret.as_deref(), Some("73282932000074"));
    assert_eq!(one.street.as_deref(), Some("12 Rue des Pres"));
    assert_eq!((one.commune_code.as_deref(), one.latitude), (Some("67462"), Some(48.2594)));
    assert_eq!(one.activity, Some(Activity { code: "94.99Z".to_owned(), nomenclature: "NAFRev2".to_owned() }));
}

#[test]
fn kinds_and_sizes_are_the_clubs() {
    let company = |staff: &str| {
        settled(told(json!({"nature_juridique": "5499", "complements": {}, "tranche_effectif_salarie": staff})), None)
    };
    assert_eq!((company("12").kind, company("12").size), (MemberKind::Company, Some(MemberSize::Small)));
    assert_eq!(company("21").size, Some(MemberSize::Large));
    assert_eq!(company("[NON-DIFFUSIBLE]").size, None);
    let commune =
        json!({"nature_juridique": "7210", "complements": {"collectivite_territoriale": {"niveau": "commune"}}});
    assert_eq!(settled(told(commune), None).kind, MemberKind::Commune);
    let syndicate = json!({"nature_juridique": "7354", "complements": {"est_administration": true}});
    assert_eq!(settled(told(syndicate), None).kind, MemberKind::PublicBody);
}

#[test]
fn of_several_establishments_the_one_in_the_commune_is_meant() {
    let shop = site_told("73282932000082", "3", "PLACE", "DU MARCHE", "67447", "SCHERWILLER");
    let mut one = told(json!({"matching_etablissements": [shop]}));
    assert_eq!(settled(one.clone(), Some("67447")).siret.as_deref(), Some("73282932000082"));
    assert_eq!(settled(one.clone(), Some("67462")).siret.as_deref(), Some("73282932000074"));
    one["matching_etablissements"][0]["etat_administratif"] = json!("F");
    assert_eq!(settled(one, Some("67447")).siret.as_deref(), Some("73282932000074"));
}

#[test]
fn what_a_sole_trader_hides_is_neither_kept_nor_shown() {
    let hidden = "[NON-DIFFUSIBLE]";
    let head = json!({"siret": "73282932000074", "numero_voie": hidden, "type_voie": hidden, "libelle_voie": hidden,
        "adresse": "[NON-DIFFUSIBLE] 67600 SELESTAT", "code_postal": "67600", "commune": "67462",
        "libelle_commune": "SELESTAT", "latitude": hidden, "longitude": hidden, "statut_diffusion_etablissement": "P",
        "liste_enseignes": null, "nom_commercial": hidden, "etat_administratif": "A"});
    let sole = json!({"nom_complet": hidden, "nom_raison_sociale": null, "nature_juridique": "1000", "complements": {},
        "statut_diffusion": "P", "siege": head});
    let entries = read(&json!({"results": [told(sole.clone())]})).unwrap();
    assert!(!serde_json::to_string(&entries).unwrap().contains("NON-DIFFUSIBLE"));
    let one = settled(told(sole), None);
    assert_eq!((one.name, one.street, one.latitude), (None, None, None));
    assert!(one.hidden && one.siret.is_some());
}

#[test]
fn who_works_under_their_own_name_is_called_by_their_sign() {
    let mut head = site_told("73282932000074", "5", "RUE", "DU FOUR", "67462", "SELESTAT");
    head["liste_enseignes"] = json!(["AU PAIN DES BOIS"]);
    let baker = json!({"nom_complet": "ELISE EXEMPLE (AU PAIN DES BOIS)", "nature_juridique": "1000", "complements": {}, "siege": head});
    assert_eq!(settled(told(baker), None).name.as_deref(), Some("Au Pain des Bois"));
}
