//! The catalogue over sixty sheets: what people type finds what they mean, on both databases the same, first things first.

use platform::dependents::{self, Leaving};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::{practice_spelling, practice_vocabulary, practice_word};
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::{member, revision},
    practice_sheets::{id, keyword, publish, written},
};

/// Title and summary of advice sheets.
const CORPUS: [(&str, &str); 60] = [
    (
        "Organiser une fête sans vaisselle jetable",
        "Gobelets lavables, assiettes prêtées et un point de lavage derrière la buvette.",
    ),
    (
        "Entretenir les espaces verts sans pesticides",
        "Paillage, fauche tardive et désherbage à la main le long des trottoirs.",
    ),
    ("Broyer les branches à domicile", "Un broyeur prêté par la commune transforme les tailles de haies en paillis."),
    (
        "Composter au pied des immeubles",
        "Trois bacs, un référent par cage d’escalier et du broyat toujours disponible.",
    ),
    ("Lancer un composteur dans une école", "Les élèves pèsent les restes de la cantine chaque vendredi."),
    ("Réparer plutôt que jeter", "Un atelier mensuel où des bénévoles remettent en état grille-pain et lampes."),
    ("Ouvrir une ressourcerie de quartier", "Meubles, livres et bibelots retrouvent preneur à petit prix."),
    ("Installer une boîte à livres", "Une armoire vitrée devant la gare, remplie par les lecteurs."),
    ("Peser le gaspillage à la cantine", "Des tables de tri et une pesée affichée ont divisé les restes par deux."),
    ("Proposer un doggy bag au restaurant", "Des boîtes consignées pour repartir avec son plat."),
    ("Vendre en vrac au marché", "Les clients viennent avec leurs bocaux et leurs sacs en tissu."),
    ("Prêter des gobelets consignés", "Un stock de trois mille gobelets circule entre associations."),
    ("Boire l’eau du robinet au bureau", "Carafes, gourdes et fontaine ont remplacé les bouteilles."),
    ("Coller un Stop pub", "Autocollants distribués en mairie et expliqués par les facteurs."),
    ("Passer aux couches lavables à la crèche", "Une blanchisserie locale lave et livre deux fois par semaine."),
    ("Fabriquer ses produits ménagers", "Vinaigre, savon noir et bicarbonate suffisent pour toute la maison."),
    (
        "Donner les invendus alimentaires",
        "Une épicerie solidaire collecte chaque soir les produits proches de la date.",
    ),
    ("Monter une épicerie sociale itinérante", "Un camion dessert douze villages de montagne."),
    ("Tondre sans ramasser", "Le mulching nourrit la pelouse et vide la remorque."),
    ("Adopter des poules", "Deux poules par foyer mangent cent kilos d’épluchures par an."),
    ("Trier les déchets d’un chantier", "Cinq bennes, des pictogrammes et un responsable nommé."),
    ("Démonter une maison pour la réemployer", "Tuiles, poutres et pierres revendues par une plateforme."),
    ("Louer des outils entre voisins", "Une remise partagée avec perceuse, échelle et scie."),
    ("Tenir une gratiferia", "On apporte, on prend, rien ne se vend."),
    ("Collecter les bouchons de liège", "Les cavistes gardent un bac près de la caisse."),
    ("Sensibiliser par le théâtre", "Une troupe joue les mésaventures d’une poubelle trop pleine."),
    ("Former des guides composteurs", "Trois jours de stage et un carnet de terrain."),
    ("Informer les nouveaux arrivants", "Une pochette d’accueil explique consignes et calendrier."),
    ("Réduire le papier à la mairie", "Recto verso, écrans partagés et signatures numériques."),
    ("Acheter des fournitures recyclées", "Un groupement de commandes entre huit collectivités."),
    ("Nettoyer la rivière", "Deux cents bénévoles ramassent flacons et ferraille au printemps."),
    ("Ramasser les mégots", "Des cendriers de poche offerts aux fumeurs du centre."),
    ("Organiser un marché de Noël responsable", "Sapins loués, décorations cousues et vin chaud en tasse consignée."),
    ("Accueillir un tournoi de football propre", "Poubelles doubles et équipe verte sur le bord du terrain."),
    ("Courir sans gobelets", "Les coureurs portent leur éco-tasse au ravitaillement."),
    ("Cuisiner les restes", "Un concours de recettes entre clubs du troisième âge."),
    ("Conserver les pommes du verger", "Pressoir mobile, jus pasteurisé et compotes."),
    ("Glaner après la récolte", "Des agriculteurs ouvrent leurs champs de carottes aux glaneurs."),
    ("Troquer des graines", "Une grainothèque en médiathèque prête et reprend les semences."),
    ("Louer des vélos de fonction", "Une entreprise remplace une partie de ses voitures."),
    ("Récupérer l’huile de friture", "Les restaurateurs remplissent des fûts transformés en carburant."),
    ("Collecter les textiles en entreprise", "Une borne dans le hall et une journée de troc de vêtements."),
    ("Rénover l’informatique scolaire", "Un lycée remet à neuf des ordinateurs pour les familles."),
    ("Mutualiser les emballages de transport", "Des caisses pliables tournent entre cinq usines voisines."),
    ("Vider les placards à médicaments", "Les pharmacies rappellent de rapporter les boîtes entamées."),
    ("Signer une charte avec les hôteliers", "Distributeurs de savon et petit déjeuner sans portions."),
    ("Tenir un stand à la foire", "Un jeu de l’oie géant sur le tri attire les enfants."),
    ("Créer un jardin partagé", "Parcelles, citerne d’eau de pluie et compost commun."),
    ("Planter des haies mellifères", "Des essences locales qui poussent lentement et se taillent peu."),
    ("Broyer les sapins en janvier", "Les habitants repartent avec un sac de copeaux."),
    ("Suivre les tonnages d’une déchèterie", "Un tableau de bord mensuel pour les élus."),
    ("Instaurer une redevance incitative", "Bacs pucés et facture selon le nombre de levées."),
    ("Visiter un centre de tri", "Un parcours en hauteur pour les classes de primaire."),
    ("Écrire au bulletin communal", "Une chronique par saison, courte et illustrée."),
    ("Filmer les bonnes pratiques", "La télévision locale diffuse un reportage chaque mois."),
    ("Récompenser les commerçants engagés", "Un label à étoiles affiché en vitrine."),
    ("Prolonger la vie des jouets", "Une fête du troc et un atelier couture pour les peluches."),
    ("Alléger la poubelle de la salle polyvalente", "Vaisselle lavable, lave-vaisselle et contrat de location revu."),
    ("Accompagner un déménagement d’école", "Le mobilier a trouvé une seconde vie dans douze associations."),
    ("Mettre en œuvre un plan de prévention", "Diagnostic, axes, indicateurs et comité de suivi."),
];

/// What is typed, and the title that comes first.
const FOUND: [(&str, &str); 22] = [
    ("fete sans jetable", "Organiser une fête sans vaisselle jetable"),
    ("FÊTES SANS JETABLES", "Organiser une fête sans vaisselle jetable"),
    ("fete sans jetabel", "Organiser une fête sans vaisselle jetable"),
    ("fette jetable", "Organiser une fête sans vaisselle jetable"),
    ("oeuvre", "Mettre en œuvre un plan de prévention"),
    ("pesticide", "Entretenir les espaces verts sans pesticides"),
    ("espace vert", "Entretenir les espaces verts sans pesticides"),
    ("boite a livre", "Installer une boîte à livres"),
    ("gaspilage cantine", "Peser le gaspillage à la cantine"),
    ("couche lavable", "Passer aux couches lavables à la crèche"),
    ("compostage immeuble", "Composter au pied des immeubles"),
    ("megot", "Ramasser les mégots"),
    ("poule", "Adopter des poules"),
    ("reparation", "Réparer plutôt que jeter"),
    ("redevence", "Instaurer une redevance incitative"),
    ("mellifere", "Planter des haies mellifères"),
    ("broyer branche", "Broyer les branches à domicile"),
    ("sapins janvier", "Broyer les sapins en janvier"),
    ("l'eau du robinet", "Boire l’eau du robinet au bureau"),
    ("medicament", "Vider les placards à médicaments"),
    ("ressourceri", "Ouvrir une ressourcerie de quartier"),
    ("grainotheque", "Troquer des graines"),
];

async fn published(by: &Visitor<'_>, title: &str, summary: &str, keyword: &str) -> String {
    let made = by.post("/practice-sheets", json!({"kind": "advice", "title": title})).await.ok(201);
    let path = format!("/practice-sheets/{}", id(&made));
    let content = json!({"summary": summary, "sections": {"steps": "1. S’y mettre à plusieurs.\n2. Le raconter."}, "keywords": [keyword]});
    by.patch(&path, 1, json!({"content": content})).await.ok(200);
    by.post(&format!("{path}/take-up"), json!({})).await.ok(200);
    by.post(&format!("{path}/publish"), json!({})).await.ok(200);
    path
}

async fn corpus(house: &TestHouse) {
    let camille = house.coordinator().await;
    let word = keyword(&camille, "Prévention").await;
    for (title, summary) in CORPUS {
        published(&camille, title, summary, &word).await;
    }
    house.work_off().await;
}

async fn search(house: &TestHouse, query: &str) -> Value {
    let query: String = query
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'=' | b'&' | b'_' | b'-' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    house.anyone().get(&format!("/public/practice-sheets?{query}")).await.ok(200)
}

fn titles(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|hit| hit["sheet"]["title"].as_str().unwrap()).collect()
}

/// Two organisations, each with a sheet that anyone reads and that does not name it.
async fn told_by_two(by: &Visitor<'_>) -> (Uuid, Uuid) {
    let word = keyword(by, "Ateliers").await;
    let made = |name: &str| json!({"name": name, "kind": "association", "status": "active"});
    let (one, other) = (member(by, made("Les Glycines")).await, member(by, made("Les Pissenlits")).await);
    for (member, title) in [(one, "Réparer ensemble"), (other, "Coudre ensemble")] {
        publish(by, &written(by, member, title, &word).await).await;
    }
    (one, other)
}

/// No word that sheets are found by begins so.
async fn no_word_begins(house: &TestHouse, with: &str) {
    let db = &house.house.db.read;
    let stems = practice_word::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.stem);
    let words = practice_vocabulary::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.word);
    let spelt = practice_spelling::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.word);
    let found: Vec<String> = stems.chain(words).chain(spelt).filter(|word| word.starts_with(with)).collect();
    assert!(found.is_empty(), "{found:?}");
}

both! {
    async fn a_sheet_is_found_by_what_its_member_is_called_now_and_by_no_name_before(house) {
        let camille = house.coordinator().await;
        let (one, other) = told_by_two(&camille).await;
        assert_eq!(titles(&search(house, "q=glycines").await), ["Réparer ensemble"]);
        let now = revision(&camille, one).await;
        camille.patch(&format!("/members/{one}"), now, json!({"name": "Les Capucines"})).await.ok(200);
        assert_eq!(titles(&search(house, "q=capucines").await), ["Réparer ensemble"]);
        no_word_begins(house, "glycin").await;
        // Both are called as the one that goes.
        let (now, others) = (revision(&camille, one).await, revision(&camille, other).await);
        let form = json!({"other": other, "revision": now, "other_revision": others, "choices": {"name": "other"}});
        camille.post(&format!("/members/{one}/merge"), form).await.ok(200);
        let found = search(house, "q=pissenlits").await;
        let mut both = titles(&found);
        both.sort_unstable();
        assert_eq!(both, ["Coudre ensemble", "Réparer ensemble"]);
        no_word_begins(house, "capucin").await;
        camille.post(&format!("/members/{other}/unmerge"), json!({})).await.ok(200);
        assert_eq!(titles(&search(house, "q=capucines").await), ["Réparer ensemble"]);
        assert_eq!(titles(&search(house, "q=pissenlits").await), ["Coudre ensemble"]);
        house.work_off().await;
    }

    async fn nobody_finds_a_sheet_by_a_member_that_is_gone(house) {
        let camille = house.coordinator().await;
        let (one, _) = told_by_two(&camille).await;
        let work = house.house.begin(&house.by_house()).await.unwrap();
        dependents::let_go(&work, &Leaving { members: vec![one], ..Leaving::default() }).await.unwrap();
        work.commit().await.unwrap();
        assert!(titles(&search(house, "q=glycines").await).is_empty());
        no_word_begins(house, "glycin").await;
        // What it did is told still.
        assert_eq!(titles(&search(house, "q=reparer").await), ["Réparer ensemble"]);
        house.work_off().await;
    }

    async fn what_people_type_finds_what_they_mean(house) {
        corpus(house).await;
        let mut wrong = Vec::new();
        for (typed, title) in FOUND {
            let found = search(house, &format!("q={typed}")).await;
            if titles(&found).first() != Some(&title) || found["some_words"] == true {
                wrong.push(format!("{typed}: {:?}", titles(&found)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        // What was looked for is marked, as it is written.
        let found = search(house, "q=gobelets consignes").await;
        assert_eq!(titles(&found)[0], "Prêter des gobelets consignés");
        let hits: Vec<&str> = found["items"][0]["extract"].as_array().unwrap().iter().filter(|part| part["hit"] == true).map(|part| part["text"].as_str().unwrap()).collect();
        assert_eq!(hits, ["gobelets"]);
        // Where no sheet has all of the words, some are better than none, and nobody is told otherwise.
        let found = search(house, "q=poules xylophone").await;
        assert_eq!((titles(&found), &found["some_words"]), (vec!["Adopter des poules"], &json!(true)));
        assert!(titles(&search(house, "q=xylophone").await).is_empty());
        // Nothing that is typed is a question to the database.
        for typed in ["' OR 1=1", "\" * (", "%", "____", "de la"] {
            search(house, &format!("q={typed}&limit=1")).await;
        }
    }

    async fn a_walk_gives_each_sheet_once_and_counts_them(house) {
        corpus(house).await;
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = search(house, &format!("limit=7&with_total=true{cursor}")).await;
            assert_eq!(page["total"], CORPUS.len());
            seen.extend(titles(&page).into_iter().map(str::to_owned));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        // The newest first, each once.
        assert_eq!((seen.len(), seen[0].as_str()), (CORPUS.len(), CORPUS[CORPUS.len() - 1].0));
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), CORPUS.len());
        let found = search(house, "q=broyer&limit=1").await;
        let next = found["next_cursor"].as_str().unwrap().to_owned();
        let rest = search(house, &format!("q=broyer&limit=50&cursor={next}")).await;
        assert!(!titles(&rest).is_empty() && !titles(&rest).contains(&titles(&found)[0]));
        house.anyone().get(&format!("/public/practice-sheets?q=sapins&cursor={next}")).await.problem(400, "house.bad_cursor");
    }

    async fn sheets_are_chosen_by_what_they_are_about_and_lead_to_their_like(house) {
        let camille = house.coordinator().await;
        let (trees, feasts) = (keyword(&camille, "Arbres").await, keyword(&camille, "Fêtes").await);
        let one = published(&camille, "Broyer les branches", "Un broyeur prêté.", &trees).await;
        let two = published(&camille, "Planter des haies", "Des essences locales.", &trees).await;
        published(&camille, "Fêter sans jeter", "Des gobelets.", &feasts).await;
        let revision = camille.get(&two).await.ok(200)["revision"].as_i64().unwrap();
        let about = json!({"axes": [5, 2, 5], "publics": ["households"], "communes": ["67462"]});
        camille.patch(&two, revision, json!({"content": about})).await.ok(200);
        camille.post(&format!("{two}/publish"), json!({})).await.ok(200);
        for filter in ["axis=5", "public=households", "commune=67462"] {
            assert_eq!(titles(&search(house, filter).await), ["Planter des haies"], "{filter}");
        }
        assert_eq!(titles(&search(house, &format!("keyword={trees}&q=broyeur")).await), ["Broyer les branches"]);
        assert_eq!(titles(&search(house, "year=2026&kind=advice").await).len(), 3);
        assert!(titles(&search(house, "kind=good_practice").await).is_empty());
        house.anyone().get("/public/practice-sheets?axis=11").await.ok(422);
        let facets = house.anyone().get("/public/practice-sheets/facets").await.ok(200);
        let facet = |name: &str| facets["items"].as_array().unwrap().iter().find(|facet| facet["facet"] == name).unwrap()["values"].clone();
        assert_eq!(facet("keyword"), json!([
            {"value": trees, "label": "Arbres", "count": 2}, {"value": feasts, "label": "Fêtes", "count": 1},
        ]));
        assert_eq!((&facet("commune")[0]["label"], &facet("axis")[0]["value"]), (&json!("Sélestat"), &json!("2")));
        let shown = house.anyone().get(&format!("/public{one}")).await.ok(200);
        let related: Vec<&str> = shown["related"].as_array().unwrap().iter().map(|card| card["title"].as_str().unwrap()).collect();
        assert_eq!(related, ["Planter des haies"]);
        assert_eq!((&shown["json_ld"]["@type"], &shown["json_ld"]["step"][1]["text"]), (&json!(["Article", "HowTo"]), &json!("Le raconter.")));
        house.work_off().await;
    }

    async fn feeds_tell_the_newest_and_what_is_unchanged_is_not_sent_again(house) {
        let camille = house.coordinator().await;
        let word = keyword(&camille, "Arbres").await;
        published(&camille, "Broyer & pailler", "Des copeaux <frais>.", &word).await;
        for (path, media) in [("/public/practice-sheets.atom", "application/atom+xml"), ("/public/practice-sheets.rss", "application/rss+xml")] {
            let feed = house.anyone().get(path).await;
            assert_eq!((feed.status, feed.header("content-type")), (200, media));
            let text = String::from_utf8(feed.bytes.clone()).unwrap();
            assert!(text.contains("Broyer &amp; pailler") && text.contains("&lt;frais&gt;"), "{text}");
            let again = actix_web::test::TestRequest::get().uri(&format!("/api/v1{path}"));
            let again = house.anyone().send(again.insert_header(("If-None-Match", feed.header("etag")))).await;
            assert_eq!(again.status, 304);
        }
        house.work_off().await;
    }

    async fn nobody_finds_what_is_in_work_or_archived(house) {
        let camille = house.coordinator().await;
        let word = keyword(&camille, "Arbres").await;
        let path = published(&camille, "Broyer les branches", "Un broyeur prêté.", &word).await;
        let revision = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&path, revision, json!({"content": {"summary": "Un xylophone."}})).await.ok(200);
        assert!(titles(&search(house, "q=xylophone").await).is_empty());
        camille.post(&format!("{path}/archive"), json!({})).await.ok(200);
        assert!(titles(&search(house, "q=broyer").await).is_empty() && titles(&search(house, "limit=5").await).is_empty());
        no_word_begins(house, "broy").await;
        house.work_off().await;
    }
}
