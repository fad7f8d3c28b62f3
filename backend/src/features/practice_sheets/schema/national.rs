//! A sheet in the words and the order of the national base for shared experience. Importing one that was handed out
//! gives the same sheet.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A sheet, block after block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalSheet {
    /// `Partage d’expérience` or `Fiche conseil`.
    #[serde(rename = "Type")]
    #[validate(length(max = 60))]
    #[schema(example = "Partage d’expérience")]
    pub kind: String,
    #[serde(rename = "Titre")]
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Une fête sans vaisselle jetable")]
    pub title: String,
    #[serde(rename = "Organisme", default)]
    #[validate(length(max = 200))]
    pub organisation: String,
    #[serde(rename = "Résumé", default)]
    #[validate(length(max = 300))]
    pub summary: String,
    #[serde(rename = "Blocs")]
    #[validate(length(max = 40), nested)]
    pub blocks: Vec<NationalBlock>,
    #[serde(rename = "Mots clés", default)]
    #[validate(length(max = 30))]
    pub keywords: Vec<String>,
    /// Month and year: `Septembre 2019`.
    #[serde(rename = "Dernière actualisation", default)]
    #[validate(length(max = 40))]
    #[schema(example = "Septembre 2019")]
    pub updated: String,
    #[serde(rename = "Contact", default)]
    #[validate(length(max = 600))]
    pub contact: String,
}

/// A block with its title.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalBlock {
    /// `Objectifs et résultats`, `Mise en œuvre`…; empty for a block that stands alone.
    #[serde(rename = "Rubrique", default)]
    #[validate(length(max = 80))]
    pub group: String,
    #[serde(rename = "Titre")]
    #[validate(length(min = 1, max = 80))]
    #[schema(example = "Contexte")]
    pub title: String,
    #[serde(rename = "Texte", default)]
    #[validate(length(max = 20000))]
    pub text: String,
    /// Years as columns.
    #[serde(rename = "Tableau", default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub table: Option<NationalTable>,
    #[serde(rename = "Étapes", default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 60), nested)]
    pub steps: Vec<NationalStep>,
    #[serde(rename = "Liste", default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 60))]
    pub list: Vec<String>,
    /// Full-time equivalents, or euros.
    #[serde(rename = "Quantité", default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
}

/// Figures: a line each, a column for each year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalTable {
    #[serde(rename = "Années")]
    #[validate(length(max = 30))]
    pub years: Vec<i32>,
    #[serde(rename = "Lignes")]
    #[validate(length(max = 20), nested)]
    pub lines: Vec<NationalFigure>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalFigure {
    #[serde(rename = "Indicateur")]
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Évolution du nombre de membres du Club")]
    pub label: String,
    #[serde(rename = "Unité", default)]
    #[validate(length(max = 40))]
    pub unit: String,
    #[serde(rename = "Objectif", default)]
    pub target: Option<f64>,
    /// One for each year of the table; null where nothing was measured.
    #[serde(rename = "Valeurs")]
    #[validate(length(max = 30))]
    pub values: Vec<Option<f64>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalStep {
    #[serde(rename = "Début")]
    #[validate(length(min = 4, max = 10))]
    #[schema(example = "2014-02")]
    pub from: String,
    #[serde(rename = "Fin", default)]
    #[validate(length(min = 4, max = 10))]
    #[schema(example = "2014-09")]
    pub until: Option<String>,
    #[serde(rename = "Étape")]
    #[validate(length(min = 1, max = 300))]
    #[schema(example = "Création des outils")]
    pub label: String,
}
