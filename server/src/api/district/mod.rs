//! `/api/v1/district`

pub mod get;
