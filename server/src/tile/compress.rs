use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Encoding;

/// Above 5 Brotli takes several times as long for a few per cent less.
const BROTLI_QUALITY: u32 = 5;
/// A window of 1 MiB holds any tile whole.
const BROTLI_WINDOW_LOG2: u32 = 20;

/// Packs bytes for the way.
///
/// # Errors
/// Only when memory cannot be had.
pub(crate) fn pack(bytes: Vec<u8>, encoding: Encoding) -> io::Result<Vec<u8>> {
    match encoding {
        Encoding::Identity => Ok(bytes),
        Encoding::Gzip => {
            let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
            packer.write_all(&bytes)?;
            packer.finish()
        }
        Encoding::Brotli => {
            let room = Vec::with_capacity(bytes.len() / 2);
            let mut packer = brotli::CompressorWriter::new(room, 4096, BROTLI_QUALITY, BROTLI_WINDOW_LOG2);
            packer.write_all(&bytes)?;
            Ok(packer.into_inner())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let bytes: Vec<u8> = (0..20_000_u32).map(|i| (i * i / 7) as u8).collect();
        let mut gzip = Vec::new();
        flate2::read::GzDecoder::new(&pack(bytes.clone(), Encoding::Gzip).unwrap()[..]).read_to_end(&mut gzip).unwrap();
        let mut br = Vec::new();
        brotli::Decompressor::new(&pack(bytes.clone(), Encoding::Brotli).unwrap()[..], 4096)
            .read_to_end(&mut br)
            .unwrap();
        assert!(gzip == bytes && br == bytes && pack(bytes.clone(), Encoding::Identity).unwrap() == bytes);
    }
}
