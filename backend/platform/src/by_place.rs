//! Rows read by place: the columns come in the order in which the statement names them. To look each one up by its name
//! costs more than to read it, which a page of a wide table pays two thousand times.

/// Lets a row be read by place. Its fields must stand in the order of the statement's columns.
#[macro_export]
macro_rules! by_place {
    ($row:ident { $($field:ident),+ $(,)? }) => {
        impl sea_orm::FromQueryResult for $row {
            fn from_query_result(row: &sea_orm::QueryResult, _: &str) -> Result<Self, sea_orm::DbErr> {
                let mut place = 0_usize..;
                Ok($row { $($field: row.try_get_by_index(place.next().unwrap_or_default())?),+ })
            }
        }
    };
    // The whole row of an entity, in a type of its own.
    ($row:ident($model:path) { $($field:ident),+ $(,)? }) => {
        #[derive(serde::Deserialize)]
        struct $row($model);

        impl sea_orm::FromQueryResult for $row {
            fn from_query_result(row: &sea_orm::QueryResult, _: &str) -> Result<Self, sea_orm::DbErr> {
                type Whole = $model;
                let mut place = 0_usize..;
                Ok($row(Whole { $($field: row.try_get_by_index(place.next().unwrap_or_default())?),+ }))
            }
        }

        impl $row {
            #[cfg(test)]
            const FIELDS: &[&str] = &[$(stringify!($field)),+];
        }
    };
}
