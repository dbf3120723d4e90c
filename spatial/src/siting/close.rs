//! What closing a site would lose.

use super::Catchments;

/// The demand rows, ascending, that only this one of the open sites reaches; every open site counts, `site` itself too where it
/// stands among them.
pub fn lost_without(catchments: &Catchments, open: &[u32], site: u32) -> Vec<u32> {
    let mut kept = vec![false; catchments.demand()];
    let others = open.iter().filter(|other| **other != site);
    others.flat_map(|other| catchments.of(*other)).for_each(|row| kept[*row as usize] = true);
    catchments.of(site).iter().copied().filter(|row| !kept[*row as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_other_site_reaches_is_lost() {
        let catchments = Catchments::new(5, [vec![0, 1, 2], vec![2, 3], vec![1]]);
        assert_eq!(lost_without(&catchments, &[0, 1], 0), [0, 1]);
        assert_eq!(lost_without(&catchments, &[0, 1, 2], 0), [0]);
        assert_eq!(lost_without(&catchments, &[], 1), [2, 3]);
    }
}
