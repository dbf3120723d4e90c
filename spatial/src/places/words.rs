/// Closed lists: each value with the word it has in files, in the register and on the wire, and its Chinese name.
///
/// ```
/// spatial::words! {
///     /// Which bank.
///     Bank {
///         /// The left one, looking downstream.
///         Left = "left", "左岸";
///         /// The other one.
///         Right = "right", "右岸";
///     }
/// }
/// assert_eq!(Bank::parse("右岸"), Some(Bank::Right));
/// assert_eq!(Bank::Left.as_str(), "left");
/// ```
#[macro_export]
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $chinese:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = $chinese] $variant,)*
        }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The English word: in files, in the register and on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The Chinese name: in files and on the page.
            pub fn chinese(self) -> &'static str {
                match self { $(Self::$variant => $chinese,)* }
            }

            /// The value whose English word or Chinese name is `text`.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text || value.chinese() == text)
            }
        }
    )*};
}
