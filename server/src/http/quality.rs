/// How much an `Accept` or `Accept-Encoding` wants what it names `wanted`, from 0 (not at all) to 1; `None` where it does not
/// name it. Of several times the first counts (RFC 9110 §12.4.2); a weight that is none is 0.
pub(crate) fn quality(header: &str, wanted: &str) -> Option<f32> {
    header.split(',').find_map(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next()?;
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let weight = weight.map_or(Some(1.0), |text| text.parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q)));
        name.eq_ignore_ascii_case(wanted).then_some(weight.unwrap_or(0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_told_from_a_name_that_is_not_there() {
        let header = "gzip;q=0.5, br , deflate; q=0, x;q=2, y;q=nan";
        for (name, wanted) in [("gzip", Some(0.5)), ("BR", Some(1.0)), ("deflate", Some(0.0)), ("x", Some(0.0))] {
            assert_eq!(quality(header, name), wanted, "{name}");
        }
        assert_eq!((quality(header, "y"), quality(header, "zstd"), quality("", "br")), (Some(0.0), None, None));
    }
}
