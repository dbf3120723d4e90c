//! What cells say: numbers, dates, yes and no. Pure functions; `None` means that the text says no such thing. Full-width
//! letters and digits, which Chinese input methods write, are read as the plain ones.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Years outside this are mistakes, and some calendars' edges.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A finite number of at most 64 characters.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = &*half_width(text);
    let plain =
        text.len() <= 64 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// A whole number from 0 to `max`; spreadsheets write it with `.0` too.
pub(crate) fn count(text: &str, max: u32) -> Option<u32> {
    let text = half_width(text);
    let (text, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    if fraction.is_empty() || fraction.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let digits = !text.is_empty() && text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|count| digits && *count <= max)
}

/// A day: `2026-10-31`, `2026/10/31`, `2026.10.31`, `20261031`, `2026年10月31日`, or the number that a spreadsheet keeps for it.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let text = &*half_width(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let parts = match parts.as_slice() {
        [year, month, day] => [*year, *month, *day],
        [all] if all.len() == 8 && all.is_ascii() => [&all[..4], &all[4..6], &all[6..]],
        [days] if days.len() == 5 && text.len() == 5 => return spreadsheet_day(days),
        _ => return None,
    };
    let [year, month, day] = parts.map(|part| count(part, 9999));
    let year = year? as i32;
    NaiveDate::from_ymd_opt(year, month?, day?).filter(|_| YEARS.contains(&year))
}

/// The day so many days after 30 December 1899, from 1970 to 2069: other five digits are a slip.
fn spreadsheet_day(days: &str) -> Option<NaiveDate> {
    const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
    let days = count(days, 62_092).filter(|days| *days >= 25_569)?;
    FIRST.checked_add_days(chrono::Days::new(days.into()))
}

/// A day and a time of day: `2026-10-31 08:15[:30]`, with a blank or a `T` between, or the day alone (midnight).
pub(crate) fn date_time(text: &str) -> Option<NaiveDateTime> {
    let text = &*half_width(text);
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let time =
        ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|format| NaiveTime::parse_from_str(time.trim(), format).ok())?;
    Some(date(day)?.and_time(time))
}

/// Yes or no, in words or ticked.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match &*half_width(text).to_ascii_lowercase() {
        "true" | "yes" | "y" | "1" | "是" | "有" | "√" | "✓" | "✔" | "☑" => Some(true),
        "false" | "no" | "n" | "0" | "否" | "无" | "×" | "✗" | "✘" => Some(false),
        _ => None,
    }
}

/// The text with full-width letters, digits and signs (U+FF01 to U+FF5E, and the blank) as plain ones.
fn half_width(text: &str) -> Cow<'_, str> {
    let plain = |wide: char| match wide {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(wide as u32 - 0xfee0).unwrap_or(wide),
        other => other,
    };
    if text.is_ascii() { Cow::Borrowed(text) } else { text.chars().map(plain).collect() }
}

/// Whether it is the identity number of a citizen: 17 digits and the check digit of GB 11643, with a real date of birth.
pub(crate) fn is_identity_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let text = &*half_width(text);
    let bytes = text.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) || date(&text[6..14]).is_none() {
        return false;
    }
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize] == bytes[17].to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_read_as_offices_write_them() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 5);
        for text in [
            "2026-03-05",
            "2026/3/5",
            "2026.03.05",
            "20260305",
            "2026年3月5日",
            "２０２６－０３－０５",
            "２０２６年３月５日",
            "46086",
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }

    #[test]
    fn days_that_are_not_are_refused() {
        for text in [
            "",
            "2026-02-30",
            "2026-13-01",
            "0026-01-01",
            "9999-12-31",
            "2026-01",
            "1-2-3-4",
            "２０２６",
            "12345",
            "62093",
            "4608a",
            "46086.5",
            "二〇二六",
            "-1-1-1",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_seconds() {
        let at = |h, m, s| NaiveDate::from_ymd_opt(2026, 10, 31).unwrap().and_hms_opt(h, m, s);
        assert_eq!(date_time("2026-10-31 08:15"), at(8, 15, 0));
        assert_eq!(date_time("2026-10-31T08:15:30"), at(8, 15, 30));
        assert_eq!(date_time("2026-10-31T08:15:30Z"), at(8, 15, 30));
        assert_eq!(date_time("2026/10/31"), at(0, 0, 0));
        for text in ["2026-10-31 25:00", "08:15", "2026-10-31T", ""] {
            assert_eq!(date_time(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_finite_and_plain() {
        assert_eq!(number("113.60"), Some(113.6));
        assert_eq!(number("-1e2"), Some(-100.0));
        assert_eq!(number("１１３．６"), Some(113.6));
        for text in ["", "1e400", "NaN", "inf", "Infinity", "1,5", "0x10", "一", &"1".repeat(65)] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn counts_are_whole_and_bounded() {
        assert_eq!(count("0", 9), Some(0));
        assert_eq!(count("007", 9), Some(7));
        assert_eq!([count("2.0", 9), count("2.00", 9), count("２", 9)], [Some(2); 3]);
        for text in ["", "-1", "+1", "10", "1.5", "1.", ".0", "1.0.0", "99999999999999", "三"] {
            assert_eq!(count(text, 9), None, "{text}");
        }
    }

    #[test]
    fn yes_and_no_in_both_languages() {
        for text in ["true", "TRUE", "1", "１", "是", "有", "Y", "√", "✓"] {
            assert_eq!(yes_no(text), Some(true));
        }
        for text in ["false", "False", "0", "否", "无", "n", "×"] {
            assert_eq!(yes_no(text), Some(false));
        }
        assert_eq!(yes_no("maybe"), None);
    }

    /// 11010519491231002X is the example of the standard.
    #[test]
    fn identity_numbers_are_told_by_their_check_digit() {
        assert!(is_identity_number("11010519491231002X"));
        assert!(is_identity_number("11010519491231002x"));
        assert!(is_identity_number("１１０１０５１９４９１２３１００２Ｘ"));
        for text in
            ["110105194912310021", "110105194913310025", "99010100100100100X", "1101051949123100", "张三张三张三"]
        {
            assert!(!is_identity_number(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_crashes_a_reader(text in "\\PC{0,30}") {
            let _ = (number(&text), count(&text, 10), date(&text), date_time(&text), yes_no(&text), is_identity_number(&text));
        }
    }
}
