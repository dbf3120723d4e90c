use spatial::places::AreaCode;

spatial::words! {
    /// Whose name and phone a contact holds.
    ContactSubject {
        /// The contact person of a household; private.
        Household = "household", "户";
        /// A party member; private.
        Member = "member", "党员";
        /// The duty name and phone of a station; public by office.
        Station = "station", "站点";
        /// The leader of a grid; the duty name and phone are public by office.
        GridLeader = "grid_leader", "网格长";
        /// The worker of a grid; the duty name and phone are public by office.
        GridWorker = "grid_worker", "网格员";
        /// The leader of a building; private.
        BuildingLeader = "building_leader", "楼栋长";
    }
}

/// A name and a phone, kept apart from everything that becomes a snapshot or a tile.
///
/// `(county, subject, subject_id)` identifies it. One without name and phone is none: to put it is to remove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The district, six digits.
    pub county: AreaCode,
    /// What the name belongs to.
    pub subject: ContactSubject,
    /// The id of the household, member, station or building; of a leader or worker [`Contact::seat_id`].
    pub subject_id: String,
    /// Blank where unknown.
    pub name: String,
    /// Blank where unknown.
    pub phone: String,
}

impl Contact {
    /// What identifies the contact of one seat of a grid: `990101001001001/2` is the second.
    pub fn seat_id(grid: &str, seat: u16) -> String {
        format!("{grid}/{seat}")
    }
}
