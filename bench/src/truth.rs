//! The answer before the timing: what the rules say of the whole district is what was planted in it.

use std::path::Path;

use spatial::District;
use yuntu_tests::planted::disagreements;

/// Every verdict, cause and figure of the district beside the truth of its sample.
///
/// # Panics
/// Where one differs.
pub fn assert_exact(district: &District, files: &Path) {
    let wrong = disagreements(district, &yuntu_tests::truth(files));
    assert!(wrong.is_empty(), "recall and precision are not 1.0:\n{}", wrong.join("\n"));
}
