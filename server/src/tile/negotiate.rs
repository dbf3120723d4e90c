use axum::http::{HeaderMap, header};
use tiles::Format;

use crate::http::quality;

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

/// The media types that ask for MVT; the second is what it had before it had one of its own.
const MVT_TYPES: [&str; 2] = ["application/vnd.mapbox-vector-tile", "application/x-protobuf"];

impl Wire {
    /// What an asker gets: MLT where `Accept` names it and does not want MVT more; of the packings that `Accept-Encoding` takes
    /// the one it wants most, Brotli before gzip where it does not care.
    pub fn negotiate(accept: &str, accept_encoding: &str) -> Self {
        // `*/*` is not asking for MLT: only those who name it know how to read it.
        let wanted = |kinds: [&str; 2]| kinds.into_iter().filter_map(|kind| quality(accept, kind)).fold(0.0, f32::max);
        let (mlt, mvt) = (wanted(MLT_TYPES), wanted(MVT_TYPES));
        let format = if mlt > 0.0 && mlt >= mvt { Format::Mlt } else { Format::Mvt };
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
    /// The one that the asker wants most; where it does not care Brotli before gzip before plain.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let header = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        Self::named_in(header.unwrap_or_default())
    }

    fn named_in(accept_encoding: &str) -> Self {
        let named = |name| quality(accept_encoding, name);
        let packed = |name| named(name).or_else(|| named("*")).unwrap_or(0.0);
        // Plain bytes may always be sent; they are wanted only by who says so.
        let (brotli, gzip, plain) = (packed("br"), packed("gzip"), named("identity").unwrap_or(0.0));
        if brotli > 0.0 && brotli >= gzip.max(plain) {
            Self::Brotli
        } else if gzip > 0.0 && gzip >= plain {
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
        let less = "application/vnd.maplibre-tile;q=0.1, application/vnd.mapbox-vector-tile";
        for accept in ["", "*/*", "application/vnd.mapbox-vector-tile", "application/vnd.maplibre-tile;q=0", less] {
            assert_eq!(format(accept), Format::Mvt, "{accept}");
        }
    }

    #[test]
    fn brotli_goes_before_gzip_and_plain_is_for_the_rest() {
        let encoding = |header| Wire::negotiate("", header).encoding;
        assert_eq!(encoding("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(encoding("gzip, br;q=0"), Encoding::Gzip);
        assert_eq!(encoding("identity"), Encoding::Identity);
        assert_eq!(encoding("br;q=0.5, gzip"), Encoding::Gzip);
        assert_eq!(encoding("br;q=0.5, gzip;q=0.4, identity"), Encoding::Identity);
        assert_eq!(encoding("gzip;q=0.5, *"), Encoding::Brotli);
    }
}
