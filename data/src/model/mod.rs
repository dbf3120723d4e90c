//! What enters the register and rests there beyond the places of [`spatial::places`]: contacts, visits, requests, and the
//! change set that is the one door.

mod change;
mod contact;
mod record;
mod request;
mod visit;

pub use change::{ChangeSet, Revision};
pub use contact::{Contact, ContactSubject};
pub use record::{Record, RecordKey, Table};
pub use request::{Request, Urgency};
pub use visit::{Visit, VisitResult};

/// A closed list of words: what a value is called in files and in the register, and its Chinese name.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $chinese:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = $chinese] $variant,)*
        }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The English word: in files and in the register.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The Chinese name.
            pub fn chinese(self) -> &'static str {
                match self { $(Self::$variant => $chinese,)* }
            }

            /// The value whose English word or Chinese name is `text`.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text || value.chinese() == text)
            }
        }
    };
}
use words;
