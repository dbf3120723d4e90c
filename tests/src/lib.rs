//! Contracts, journeys against the real binary, and differential tests; what they share.
