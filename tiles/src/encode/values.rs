use super::Value;
use super::wire::{length_of, put_varint};

/// The field of a layer that holds its values, as a protobuf key.
const VALUES: u8 = 4 << 3 | 2;
/// The fields of a value.
const TEXT: u8 = 1 << 3 | 2;
const NUMBER: u8 = 5 << 3;
const FLAG: u8 = 7 << 3;

/// The values of a layer, each once, in the bytes of the tile. They are looked up by those bytes: a value is written at
/// the end and taken back where it is there already.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) bytes: Vec<u8>,
    /// Where each value begins.
    starts: Vec<u32>,
    /// A hash table with open addresses: a hash, and the value's number plus one; 0 where the place is free.
    places: Vec<(u32, u32)>,
    /// The words met, known by where they lie in memory.
    words: Vec<(&'static str, u32)>,
    /// The numbers of small numbers plus one.
    small: Vec<u32>,
}

/// Numbers below this have a place of their own.
const SMALL: u64 = 1024;

impl Values {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.starts.clear();
        self.places.clear();
        self.words.clear();
        self.small.clear();
    }

    /// The number of a value, a new one where it has none yet.
    pub(super) fn number(&mut self, value: Value<'_>) -> u32 {
        match value {
            Value::Own(_) => {
                let start = self.bytes.len();
                put(&mut self.bytes, value);
                self.add(start)
            }
            Value::Word(word) => self.word(word),
            Value::Number(number) if number < SMALL => self.small(number as usize),
            _ => self.find(value),
        }
    }

    fn word(&mut self, word: &'static str) -> u32 {
        if let Some(&(_, number)) = self.words.iter().find(|(known, _)| std::ptr::eq(*known, word)) {
            return number;
        }
        let number = self.find(Value::Text(word));
        self.words.push((word, number));
        number
    }

    fn small(&mut self, small: usize) -> u32 {
        if self.small.is_empty() {
            self.small.resize(SMALL as usize, 0);
        }
        if self.small[small] == 0 {
            self.small[small] = self.find(Value::Number(small as u64)) + 1;
        }
        self.small[small] - 1
    }

    /// Looks a value up, and adds it where it is new.
    fn find(&mut self, value: Value<'_>) -> u32 {
        if self.starts.len() * 2 >= self.places.len() {
            self.grow();
        }
        let start = self.bytes.len();
        put(&mut self.bytes, value);
        let hash = hash(&self.bytes[start..]);
        let mut at = hash as usize & (self.places.len() - 1);
        loop {
            match self.places[at] {
                (_, 0) => break,
                (other, number) if other == hash && self.is(number - 1, start) => {
                    self.bytes.truncate(start);
                    return number - 1;
                }
                _ => at = (at + 1) & (self.places.len() - 1),
            }
        }
        let number = self.add(start);
        self.places[at] = (hash, number + 1);
        number
    }

    /// Makes a value of the bytes from `start` on.
    fn add(&mut self, start: usize) -> u32 {
        self.starts.push(start as u32);
        self.starts.len() as u32 - 1
    }

    /// Whether the bytes from `start` on are those of a value.
    fn is(&self, number: u32, start: usize) -> bool {
        let number = number as usize;
        let end = self.starts.get(number + 1).map_or(start, |&end| end as usize);
        self.bytes[self.starts[number] as usize..end] == self.bytes[start..]
    }

    fn grow(&mut self) {
        let size = (self.places.len() * 4).max(64);
        let old = std::mem::replace(&mut self.places, vec![(0, 0); size]);
        for (hash, number) in old.into_iter().filter(|&(_, number)| number > 0) {
            let mut at = hash as usize & (size - 1);
            while self.places[at].1 > 0 {
                at = (at + 1) & (size - 1);
            }
            self.places[at] = (hash, number);
        }
    }
}

fn put(bytes: &mut Vec<u8>, value: Value<'_>) {
    match value {
        Value::Text(text) | Value::Own(text) | Value::Word(text) => put_text(bytes, text),
        Value::Below(5) => put_text(bytes, "<5"),
        Value::Below(limit) => put_text(bytes, &format!("<{limit}")),
        Value::Number(number) => {
            bytes.extend([VALUES, 1 + length_of(number) as u8, NUMBER]);
            put_varint(bytes, number);
        }
        Value::Flag(flag) => bytes.extend([VALUES, 2, FLAG, u8::from(flag)]),
    }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    let length = text.len() as u64;
    bytes.push(VALUES);
    put_varint(bytes, 1 + length_of(length) as u64 + length);
    bytes.push(TEXT);
    put_varint(bytes, length);
    bytes.extend_from_slice(text.as_bytes());
}

/// Eight bytes at a time; the values come from the register, so nobody gains by making them collide.
fn hash(bytes: &[u8]) -> u32 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    let mixed = words.fold(bytes.len() as u64, |hash, word| (hash.rotate_left(23) ^ word).wrapping_mul(ODD));
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_one_number() {
        let mut values = Values::default();
        let texts: Vec<String> = (0..500).map(|at| format!("第{at}网格{}", "长".repeat(at % 60))).collect();
        let all: Vec<Value<'_>> = texts
            .iter()
            .map(|text| Value::Text(text))
            .chain((0..500).map(|at| Value::Number(at * at * at)))
            .chain([Value::Flag(false), Value::Flag(true), Value::Below(5), Value::Below(10), Value::Text("")])
            .collect();
        for _ in 0..2 {
            for (number, value) in all.iter().enumerate() {
                assert_eq!(values.number(*value), number as u32, "{value:?}");
            }
        }
        assert_eq!(values.number(Value::Text("<5")), values.number(Value::Below(5)));
    }

    #[test]
    fn a_word_and_a_text_of_the_same_letters_are_one_value_but_an_own_text_is_another() {
        let mut values = Values::default();
        let number = values.number(Value::Word("gap"));
        assert_eq!(values.number(Value::Text("gap")), number);
        assert_eq!(values.number(Value::Word("gap")), number);
        assert_ne!(values.number(Value::Own("gap")), number);
    }

    #[test]
    fn a_cleared_table_starts_anew() {
        let mut values = Values::default();
        assert_eq!((values.number(Value::Number(7)), values.number(Value::Number(8))), (0, 1));
        values.clear();
        assert_eq!((values.number(Value::Number(8)), values.bytes.len()), (0, 4));
    }
}
