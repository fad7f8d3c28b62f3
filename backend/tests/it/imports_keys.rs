//! Machines that import: a key with `imports:write` does all of it, another nothing.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::{
    imports_commit::{commit, try_commit},
    imports_world::{counts, dry_run_of, patch, path, rows, send},
};

both! {
    async fn a_key_for_imports_does_a_whole_import(house) {
        let machine = house.machine(&["imports:write"]).await;
        let text = "Structure;Type;SIRET\nLa Cigogne;Association;\nLe Héron;Association;\nLe Milan;Dragon;\n";
        let import = dry_run_of(&machine, text).await;
        assert_eq!((import["by"].as_str(), import["state"].as_str()), (Some("Portail"), Some("ready")));
        assert_eq!(rows(&machine, &import, "").await.len(), 3);
        let decided = patch(&machine, &import, json!({"kinds": {"dragon": "company"}})).await.ok(200);
        assert_eq!(counts(&decided), [3, 3, 0, 0, 0, 0]);
        assert_eq!(machine.get(&format!("{}/errors.xlsx", path(&decided))).await.status, 200);
        let done = commit(&machine, &decided).await;
        assert_eq!(machine.get(&path(&done)).await.ok(200)["state"], "committed");
        let camille = house.coordinator().await;
        let members = camille.get("/members").await.ok(200);
        assert_eq!(members["items"].as_array().unwrap().len(), 3);
        // The key signs what it did.
        let id = members["items"][0]["id"].as_str().unwrap();
        let audit = camille.get(&format!("/members/{id}/audit")).await.ok(200);
        assert!(audit["items"].to_string().contains("Portail"), "{audit}");
        let uri = format!("/api/v1{}/undo", path(&done));
        assert_eq!(machine.send(TestRequest::post().uri(&uri)).await.ok(200)["state"], "undone");
        let unwanted = dry_run_of(&machine, "Structure;Type\nLe Loriot;Association\n").await;
        assert_eq!(machine.delete(&path(&unwanted)).await.status, 204);
        house.work_off().await;
    }

    async fn a_key_without_imports_gets_nowhere_near(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        let path = path(&import);
        let machine = house.machine(&["members:read", "members:write", "contacts:write", "interactions:write"]).await;
        let refused = [
            machine.get("/imports").await,
            machine.get(&path).await,
            machine.get(&format!("{path}/rows")).await,
            machine.get(&format!("{path}/errors.xlsx")).await,
            machine.delete(&path).await,
            send(&machine, "a.csv", b"Structure\nLe Milan\n").await,
            patch(&machine, &import, json!({})).await,
            try_commit(&machine, &import).await,
            machine.send(TestRequest::post().uri(&format!("/api/v1{path}/undo"))).await,
        ];
        for reply in refused {
            reply.problem(403, "accounts.not_allowed");
        }
        assert_eq!(camille.get("/imports").await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(camille.get("/members").await.ok(200)["items"], json!([]));
    }
}
