use axum::http::{HeaderMap, header};
use tiles::Format;

use crate::http::accepts;

/// How the bytes are packed for the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

/// Tile format and packing of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wire {
    /// MVT or MLT.
    pub format: Format,
    /// The packing.
    pub encoding: Encoding,
}

/// The media types that ask for MLT; the second is the one MapLibre's first releases used.
const MLT_TYPES: [&str; 2] = ["application/vnd.maplibre-vector-tile", "application/vnd.maplibre-tile"];

impl Wire {
    /// What an asker gets: MLT where `Accept` names it, Brotli before gzip where `Accept-Encoding` takes them.
    pub fn negotiate(accept: &str, accept_encoding: &str) -> Self {
        // `*/*` is not asking for MLT: only those who name it know how to read it.
        let named = |kind: &str| {
            accept.split(',').any(|item| {
                let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
                let refused =
                    parameters.split(';').any(|p| p.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)));
                name.trim().eq_ignore_ascii_case(kind) && !refused
            })
        };
        let format = if MLT_TYPES.into_iter().any(named) { Format::Mlt } else { Format::Mvt };
        let encoding = Encoding::named_in(accept_encoding);
        Self { format, encoding }
    }

    /// A short name for tags.
    pub fn tag(self) -> &'static str {
        match (self.format, self.encoding) {
            (Format::Mvt, Encoding::Identity) => "mvt",
            (Format::Mvt, Encoding::Gzip) => "mvt-gzip",
            (Format::Mvt, Encoding::Brotli) => "mvt-br",
            (Format::Mlt, Encoding::Identity) => "mlt",
            (Format::Mlt, Encoding::Gzip) => "mlt-gzip",
            (Format::Mlt, Encoding::Brotli) => "mlt-br",
        }
    }
}

impl Encoding {
    /// The best that the asker takes: Brotli before gzip before plain.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let header = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        Self::named_in(header.unwrap_or_default())
    }

    fn named_in(accept_encoding: &str) -> Self {
        if accepts(accept_encoding, "br") {
            Self::Brotli
        } else if accepts(accept_encoding, "gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// The word of `Content-Encoding`; `None` for the plain bytes.
    pub fn header(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mlt_is_for_those_who_name_it() {
        let format = |accept| Wire::negotiate(accept, "").format;
        for accept in MLT_TYPES {
            assert_eq!(format(accept), Format::Mlt);
        }
        assert_eq!(format("text/html, application/vnd.maplibre-tile;q=0.9, */*"), Format::Mlt);
        for accept in ["", "*/*", "application/vnd.mapbox-vector-tile", "application/vnd.maplibre-tile;q=0"] {
            assert_eq!(format(accept), Format::Mvt, "{accept}");
        }
    }

    #[test]
    fn brotli_goes_before_gzip_and_plain_is_for_the_rest() {
        let encoding = |header| Wire::negotiate("", header).encoding;
        assert_eq!(encoding("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(encoding("gzip, br;q=0"), Encoding::Gzip);
        assert_eq!(encoding("identity"), Encoding::Identity);
    }
}
