//! The national base: its labels and its order go out, and what it gives comes in and goes out the same.

use serde_json::{Value, json};

use crate::{
    harness::Visitor,
    practice_sheets::{cafe, id},
};

/// The published account of a club network, block by block.
fn account() -> Value {
    let doing = "Mise en œuvre";
    let results = "Objectifs et résultats";
    let lessons = "Valorisation de cette expérience";
    json!({
        "Type": "Partage d’expérience",
        "Titre": "Animer un club des acteurs de la prévention",
        "Organisme": "Repair Café",
        "Résumé": "Un club informel fait circuler les expériences et les personnes.",
        "Blocs": [
            {"Rubrique": "", "Titre": "Contexte", "Texte": "Un territoire de 90 communes, membres de fait du club."},
            {"Rubrique": results, "Titre": "Objectifs généraux", "Texte": "### Visibilité des efforts\n\nFaire connaître ce qui marche.\n\n### Visibilité des actions\n\nDonner envie de s’y mettre."},
            {"Rubrique": results, "Titre": "Objectifs quantitatifs", "Texte": "Quatre lettres, vingt fiches et deux réunions par an."},
            {"Rubrique": results, "Titre": "Résultats quantitatifs", "Texte": "Le club grandit.", "Tableau": {
                "Années": [2014, 2015, 2016],
                "Lignes": [{"Indicateur": "Évolution du nombre de membres du Club", "Unité": "", "Objectif": null, "Valeurs": [130.0, 210.0, 305.0]}],
            }},
            {"Rubrique": results, "Titre": "Résultats qualitatifs", "Texte": "Les demandes de conseil arrivent d’elles-mêmes."},
            {"Rubrique": doing, "Titre": "Description de l’action", "Texte": "### Composition du Club\n\n- communes\n- associations\n- entreprises\n\n### Animation du Club\n\nUne lettre, des fiches, des rencontres."},
            {"Rubrique": doing, "Titre": "Planning", "Texte": "", "Étapes": [
                {"Début": "2014-02", "Fin": "2014-09", "Étape": "Création des outils"},
                {"Début": "2015-03", "Fin": null, "Étape": "Rythme de croisière"},
            ]},
            {"Rubrique": doing, "Titre": "Moyens humains", "Texte": "Une animatrice à temps partiel.", "Quantité": 0.2},
            {"Rubrique": doing, "Titre": "Moyens financiers", "Texte": "Logo et lettre.", "Quantité": 300.0},
            {"Rubrique": doing, "Titre": "Moyens techniques", "Texte": "Un outil de suivi interne."},
            {"Rubrique": doing, "Titre": "Partenaires mobilisés", "Texte": "", "Liste": ["Télévisions locales", "Chambre des métiers"]},
            {"Rubrique": lessons, "Titre": "Facteurs de réussites", "Texte": "Un contact avec chaque membre tous les trois mois au plus."},
            {"Rubrique": lessons, "Titre": "Recommandations éventuelles", "Texte": "Un processus rigoureux mais léger."},
        ],
        "Mots clés": ["Prévention des déchets", "Artisanat", "Associations"],
        "Dernière actualisation": "Septembre 2019",
        "Contact": "Mireille Kern | m.kern@vieux-rabots.example | 03 88 00 00 00",
    })
}

async fn imported(by: &Visitor<'_>, sheet: &Value) -> String {
    let made = by.post("/practice-sheets/import", sheet.clone()).await.ok(201);
    format!("/practice-sheets/{}", id(&made))
}

both! {
    async fn what_comes_in_goes_out_the_same_block_by_block(house) {
        let camille = house.coordinator().await;
        cafe(&camille).await;
        let path = imported(&camille, &account()).await;
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["member"]["name"]), (&json!("draft"), &json!("Repair Café")));
        assert_eq!(page["content"]["figures"][0]["values"][2], json!({"year": 2016, "value": 305.0}));
        assert_eq!((&page["content"]["means"]["fte"], &page["keywords"][1]["name"]), (&json!(0.2), &json!("Artisanat")));
        let out = camille.get(&format!("{path}/export?format=json")).await;
        assert_eq!(out.ok(200), account());
        // Blocks, keywords and the day of the last update: all fifteen of them come back, once more as well.
        assert_eq!(account()["Blocs"].as_array().unwrap().len() + 2, 15);
        let again = imported(&camille, &out.json()).await;
        assert_eq!(camille.get(&format!("{again}/export?format=json")).await.ok(200), account());
        assert_eq!(camille.get("/practice-keywords").await.ok(200)["items"].as_array().unwrap().len(), 3);
    }

    async fn the_text_to_be_copied_has_labels_and_order_and_years_as_columns(house) {
        let camille = house.coordinator().await;
        let path = imported(&camille, &account()).await;
        let out = camille.get(&format!("{path}/export?format=markdown")).await;
        assert_eq!(out.status, 200);
        let text = String::from_utf8(out.bytes).unwrap();
        let labels = [
            "# Animer un club", "## Contexte", "## Objectifs et résultats", "### Objectifs généraux", "### Objectifs quantitatifs",
            "### Résultats quantitatifs", "| Indicateur | 2014 | 2015 | 2016 |", "| Évolution du nombre de membres du Club | 130 | 210 | 305 |",
            "### Résultats qualitatifs", "## Mise en œuvre", "### Description de l’action", "### Planning", "- février 2014 – septembre 2014",
            "### Moyens humains", "0,2\u{202f}ETP", "### Moyens financiers", "### Moyens techniques", "### Partenaires mobilisés",
            "## Valorisation de cette expérience", "### Facteurs de réussites", "### Recommandations éventuelles",
            "## Mots clés", "PRÉVENTION DES DÉCHETS | ARTISANAT | ASSOCIATIONS", "## Dernière actualisation", "Septembre 2019", "## Contact",
        ];
        let mut from = 0;
        for label in labels {
            let found = text[from..].find(label).unwrap_or_else(|| panic!("{label} is not where it belongs:\n{text}"));
            from += found + label.len();
        }
        let zip = camille.get(&format!("{path}/export?format=zip")).await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
        let names: Vec<String> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().to_owned()).collect();
        assert_eq!(names, ["json", "md", "pdf"].map(|ending| format!("animer-un-club-des-acteurs-de-la-prevention.{ending}")));
    }

    async fn a_block_that_nobody_knows_is_named(house) {
        let camille = house.coordinator().await;
        let mut sheet = account();
        sheet["Blocs"][3]["Titre"] = json!("Résultats imaginaires");
        let refused = camille.post("/practice-sheets/import", sheet).await.ok(422);
        assert_eq!((&refused["errors"][0]["pointer"], &refused["code"]), (&json!("/Blocs/3/Titre"), &json!("practice_sheets.unknown_section")));
        assert!(camille.get("/practice-sheets").await.ok(200)["items"].as_array().unwrap().is_empty());
        house.reader().await.post("/practice-sheets/import", account()).await.problem(403, "accounts.not_allowed");
    }
}
