use super::GuardError;

/// What [`scan_json`] lets through.
#[derive(Debug, Clone, Copy)]
pub struct JsonLimits {
    /// Brackets within brackets.
    pub depth: usize,
    /// Bytes of one string.
    pub string_bytes: usize,
    /// Numbers in one item of the outermost list: a feature of a collection.
    pub numbers_per_item: usize,
}

impl Default for JsonLimits {
    /// Depth 64 (GeoJSON needs 9), strings of 64 kB, two million numbers (a million vertices) in one feature.
    fn default() -> Self {
        Self { depth: 64, string_bytes: 64 << 10, numbers_per_item: 2_000_000 }
    }
}

/// No double needs more digits than this to be written exactly enough; 1,000 digits are an attack or a mistake.
const MAX_NUMBER_BYTES: usize = 64;
/// The depth at which the items of the outermost list close: `{"features": [ {…} ]}`.
const ITEM_DEPTH: usize = 2;

/// Walks over JSON text without parsing it: depth, sizes, numbers, strings.
///
/// It does not check the grammar (a parser does, afterwards); it makes sure that a parser cannot be hurt.
///
/// # Errors
/// [`GuardError`] with the byte and the reason.
pub fn scan_json(text: &[u8], limits: &JsonLimits) -> Result<(), GuardError> {
    if let Err(error) = std::str::from_utf8(text) {
        return Err(GuardError::NotText { at: error.valid_up_to() });
    }
    let (mut at, mut depth, mut numbers) = (0, 0_usize, 0_usize);
    while let Some(&byte) = text.get(at) {
        at = match byte {
            b'[' | b'{' => {
                depth += 1;
                if depth > limits.depth {
                    return Err(GuardError::TooDeep { at, limit: limits.depth });
                }
                at + 1
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1).ok_or(GuardError::Unbalanced { at })?;
                if depth <= ITEM_DEPTH {
                    numbers = 0;
                }
                at + 1
            }
            b'"' => string_end(text, at, limits.string_bytes)?,
            b'-' | b'+' | b'.' | b'0'..=b'9' => {
                numbers += 1;
                if numbers > limits.numbers_per_item {
                    return Err(GuardError::TooManyNumbers { at, limit: limits.numbers_per_item });
                }
                number_end(text, at)?
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => at + 1,
            _ => word_end(text, at)?,
        };
    }
    if depth == 0 { Ok(()) } else { Err(GuardError::Unbalanced { at }) }
}

/// The byte after a string that opens at `start`.
fn string_end(text: &[u8], start: usize, limit: usize) -> Result<usize, GuardError> {
    let bad = |at, reason| Err(GuardError::BadString { at, reason });
    let mut at = start + 1;
    loop {
        if at - start > limit {
            return bad(start, "a string is too long");
        }
        match text.get(at) {
            None => return bad(start, "a string does not end"),
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape_end(text, at)?,
            Some(byte) if *byte < 0x20 => return bad(at, "a control character within a string"),
            Some(_) => at += 1,
        }
    }
}

/// The byte after an escape that opens at `start`, both halves of a surrogate pair together.
fn escape_end(text: &[u8], start: usize) -> Result<usize, GuardError> {
    match text.get(start + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(start + 2),
        Some(b'u') => match (unit(text, start), unit(text, start + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => Ok(start + 12),
            (Some(0xD800..=0xDFFF), _) => Err(GuardError::BadString { at: start, reason: "half a surrogate pair" }),
            (Some(_), _) => Ok(start + 6),
            (None, _) => Err(GuardError::BadString { at: start, reason: "a \\u escape without four hex digits" }),
        },
        _ => Err(GuardError::BadString { at: start, reason: "an unknown escape" }),
    }
}

/// The value of `\uXXXX` at `start`.
fn unit(text: &[u8], start: usize) -> Option<u16> {
    let digits = text.get(start..start + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

/// The byte after a number that begins at `start`, once it is finite.
fn number_end(text: &[u8], start: usize) -> Result<usize, GuardError> {
    let end = token_end(text, start);
    let token = &text[start..end];
    let number = std::str::from_utf8(token).ok().filter(|token| token.len() <= MAX_NUMBER_BYTES);
    match number.and_then(|number| number.parse::<f64>().ok()) {
        Some(number) if number.is_finite() => Ok(end),
        _ => Err(GuardError::BadNumber { at: start, text: beginning(token) }),
    }
}

/// The byte after a bare word that begins at `start`, once it is one that JSON has.
fn word_end(text: &[u8], start: usize) -> Result<usize, GuardError> {
    let end = token_end(text, start);
    match &text[start..end] {
        b"true" | b"false" | b"null" => Ok(end),
        token => Err(GuardError::BadWord { at: start, text: beginning(token) }),
    }
}

/// Where a bare token ends: at the next blank, comma, colon, bracket or quote.
fn token_end(text: &[u8], start: usize) -> usize {
    let ends =
        |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'[' | b']' | b'{' | b'}' | b'"');
    text[start..].iter().position(ends).map_or(text.len(), |length| start + length)
}

fn beginning(token: &[u8]) -> String {
    String::from_utf8_lossy(token).chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn refused(text: &str) -> GuardError {
        scan_json(text.as_bytes(), &JsonLimits::default()).unwrap_err()
    }

    #[track_caller]
    fn passes(text: &str) {
        assert_eq!(scan_json(text.as_bytes(), &JsonLimits::default()), Ok(()), "{text}");
    }

    #[test]
    fn ordinary_json_passes() {
        passes("");
        passes(r#"{"type":"FeatureCollection","features":[{"a":[1,-2.5e-3,true,null,"云\n\"\u4e91\ud83d\ude00"]}]}"#);
    }

    #[test]
    fn a_megabyte_of_brackets_is_refused_at_the_65th() {
        for bracket in ["[", "{", "[{", "{\"a\":["] {
            let error = refused(&bracket.repeat(1 << 20));
            assert!(matches!(error, GuardError::TooDeep { at, limit: 64 } if at < 400), "{error}");
        }
    }

    #[test]
    fn sixty_four_brackets_pass() {
        passes(&("[".repeat(64) + &"]".repeat(64)));
        assert!(matches!(refused(&("[".repeat(65) + &"]".repeat(65))), GuardError::TooDeep { .. }));
    }

    #[test]
    fn numbers_that_no_float_holds_are_refused() {
        for number in ["1e400", "-1e400", "1e99999999999", "1.2.3", "--1", "+", "-Infinity", &"9".repeat(1000)] {
            assert!(matches!(refused(&format!("[{number}]")), GuardError::BadNumber { at: 1, .. }), "{number}");
        }
    }

    #[test]
    fn words_that_json_has_not_are_refused() {
        for word in ["NaN", "Infinity", "nan", "undefined", "True", "云"] {
            assert!(matches!(refused(&format!("[{word}]")), GuardError::BadWord { at: 1, .. }), "{word}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_refused() {
        for text in [r#""\ud800""#, r#""\udc00""#, r#""\ud800\u0041""#, r#""\ud800x""#, r#""\ud800\ud800""#] {
            let error = refused(text);
            assert!(error.to_string().contains("half a surrogate pair"), "{text}: {error}");
        }
    }

    #[test]
    fn broken_strings_are_refused() {
        for text in ["\"", r#""\"#, r#""\u12"#, r#""\u12g4""#, r#""\u+123""#, r#""\q""#, "\"a\nb\""] {
            assert!(matches!(refused(text), GuardError::BadString { .. }), "{text}");
        }
        assert!(matches!(refused(&format!("\"{}\"", "a".repeat(70_000))), GuardError::BadString { .. }));
    }

    #[test]
    fn brackets_that_do_not_match_are_refused() {
        for text in ["]", "[", "{\"a\":[1,2}", "[]]"] {
            assert!(matches!(refused(text), GuardError::Unbalanced { .. }), "{text}");
        }
    }

    #[test]
    fn an_absurd_number_of_vertices_in_one_feature_is_refused() {
        let limits = JsonLimits { numbers_per_item: 10, ..JsonLimits::default() };
        let feature = |numbers: usize| format!("{{\"c\":[[{}0]]}}", "1,".repeat(numbers - 1));
        let collection = |features: &[String]| format!("{{\"features\":[{}]}}", features.join(","));
        let many_small = collection(&[feature(10), feature(10), feature(10)]);
        assert_eq!(scan_json(many_small.as_bytes(), &limits), Ok(()));
        let one_large = collection(&[feature(10), feature(11)]);
        let error = scan_json(one_large.as_bytes(), &limits).unwrap_err();
        assert!(matches!(error, GuardError::TooManyNumbers { limit: 10, .. }), "{error}");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(scan_json(b"[\"\xff\"]", &JsonLimits::default()), Err(GuardError::NotText { at: 2 }));
    }

    proptest! {
        #[test]
        fn no_bytes_crash_it(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = scan_json(&bytes, &JsonLimits::default());
        }

        #[test]
        fn no_json_like_text_crashes_it(text in r#"[\[\]\{\}",:0-9eE+.\\ud8-]{0,200}"#) {
            let _ = scan_json(text.as_bytes(), &JsonLimits::default());
        }

        #[test]
        fn what_a_parser_writes_passes(numbers in proptest::collection::vec(-1e15..1e15f64, 0..20), text in ".{0,20}") {
            let json = serde_json::json!({ "numbers": numbers, "text": text }).to_string();
            prop_assert_eq!(scan_json(json.as_bytes(), &JsonLimits::default()), Ok(()));
        }
    }
}
