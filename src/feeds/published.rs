//! One declaration for each field of the open data: JSON, its schema, and the columns of a table.

/// Declares a published object: its fields are written in the order of their declaration and described by their
/// comments.
///
/// With `#[row]` it can stand in a table as well: each field is a column of its name, of the name that `#[column =
/// "…"]` gives, or of none for the reason in `#[no_column = "…"]`. The columns of an object in a field are columns of
/// the same row. A field whose type has no columns does not compile without a reason.
macro_rules! published {
    ($(#[doc = $doc:literal])+ pub struct $name:ident $(<$life:lifetime>)? { $($(#[doc = $fdoc:literal])+ $field:ident: $ty:ty),* $(,)? }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, serde::Serialize)]
        pub struct $name $(<$life>)? { $($(#[doc = $fdoc])+ pub $field: $ty),* }

        impl $(<$life>)? $crate::feeds::shape::Shape for $name $(<$life>)? {
            fn shape() -> serde_json::Value {
                let mut properties = serde_json::Map::new();
                $(properties.insert(
                    stringify!($field).to_owned(),
                    $crate::feeds::shape::described(<$ty as $crate::feeds::shape::Shape>::shape(), &[$($fdoc),+]),
                );)*
                let required: Vec<&str> = vec![$(stringify!($field)),*];
                let schema = serde_json::json!({ "type": "object", "properties": properties, "required": required });
                $crate::feeds::shape::described(schema, &[$($doc),+])
            }
        }
    };
    ($(#[doc = $doc:literal])+ #[row] pub struct $name:ident $(<$life:lifetime>)? { $(
        $(#[doc = $fdoc:literal])+ $(#[column = $column:literal])? $(#[no_column = $why:literal])? $field:ident: $ty:ty
    ),* $(,)? }) => {
        $crate::feeds::published::published! {
            $(#[doc = $doc])+
            pub struct $name $(<$life>)? { $($(#[doc = $fdoc])+ $field: $ty),* }
        }

        impl $(<$life>)? $crate::feeds::columns::Columns for $name $(<$life>)? {
            fn columns(value: Option<Self>, _: &'static str, row: &mut $crate::feeds::columns::Row) {
                let ($($field,)*) = match value {
                    Some(Self { $($field),* }) => ($(Some($field),)*),
                    None => ($(None::<$ty>,)*),
                };
                $($crate::feeds::published::column!($field: $ty, row, [$($column)?], [$($why)?]);)*
            }
        }
    };
}
pub(crate) use published;

/// Adds the columns of one field to a row.
macro_rules! column {
    ($field:ident: $ty:ty, $row:ident, [], []) => {
        <$ty as $crate::feeds::columns::Columns>::columns($field, stringify!($field), $row)
    };
    ($field:ident: $ty:ty, $row:ident, [$name:literal], []) => {
        <$ty as $crate::feeds::columns::Columns>::columns($field, $name, $row)
    };
    ($field:ident: $ty:ty, $row:ident, [], [$why:literal]) => {{
        let _ = $field;
    }};
}
pub(crate) use column;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::feeds::shape::{Quantity, Shape};
    use crate::parse::records::Colour;

    published! {
        /// A sample.
        pub struct Sample<'a> {
            /// A name.
            name: &'a str,
            /// A colour.
            colour: Option<Colour>,
            /// A number.
            value: Quantity,
        }
    }

    #[test]
    fn what_is_declared_is_written_and_described() -> Result<(), serde_json::Error> {
        let sample = Sample { name: "x", colour: Some(Colour::Amber), value: Quantity(40.0) };
        assert_eq!(serde_json::to_string(&sample)?, r#"{"name":"x","colour":"amber","value":40}"#);
        let schema = Sample::shape();
        assert_eq!(schema["required"], json!(["name", "colour", "value"]));
        assert_eq!(schema["properties"]["colour"]["anyOf"][0], json!({ "enum": ["green", "amber", "red"] }));
        assert_eq!(schema["properties"]["name"], json!({ "type": "string", "description": "A name." }));
        Ok(())
    }

    #[test]
    fn a_fraction_is_kept() -> Result<(), serde_json::Error> {
        assert_eq!(serde_json::to_string(&[Quantity(0.5), Quantity(-2.0)])?, "[0.5,-2]");
        Ok(())
    }
}
