//! The one table of columns: per kind of list its fields, and the headers each is known by.

use super::Kind;

macro_rules! fields {
    ($($name:ident = $word:literal;)*) => {
        /// A field of some list, by its English header.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Field { $($name,)* }

        impl Field {
            /// How many there are.
            pub(crate) const COUNT: usize = [$(Self::$name,)*].len();

            /// The English header, and the word findings use.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

fields! {
    Id = "id"; Code = "code"; Name = "name"; Kind = "kind"; Community = "community"; ValidFrom = "valid_from";
    ValidTo = "valid_to"; County = "county"; Class = "class"; Bridge = "bridge"; Address = "address"; Floors = "floors";
    Building = "building"; Door = "door"; Lon = "lon"; Lat = "lat"; Persons = "persons"; Tenure = "tenure";
    VisitClass = "visit_class"; ContactName = "contact_name"; ContactPhone = "contact_phone"; Source = "source";
    Phone = "phone"; BirthYear = "birth_year"; Sex = "sex"; Household = "household"; Unit = "unit";
    Organisation = "organisation"; Active = "active"; Eligible = "eligible"; Area = "area"; Joint = "joint";
    Parent = "parent"; ServesGrids = "serves_grids"; ServesUnits = "serves_units"; Staff = "staff";
    Operating = "operating"; DutyName = "duty_name"; DutyPhone = "duty_phone"; Grid = "grid"; Role = "role"; Seat = "seat";
    Since = "since"; Member = "member"; Date = "date"; Result = "result"; Urgency = "urgency";
    AcceptedAt = "accepted_at"; DispatchedAt = "dispatched_at"; HandledAt = "handled_at"; EvaluatedAt = "evaluated_at";
    Satisfied = "satisfied"; LeftOn = "left_on"; Exemption = "exemption"; Hub = "hub"; ElectedOn = "elected_on";
    TermYears = "term_years"; HasBranchCommittee = "has_branch_committee"; FixedPremises = "fixed_premises";
    Instructor = "instructor"; Liaison = "liaison"; Union = "union"; YouthLeague = "youth_league"; Until = "until";
    Buildings = "buildings";
}

/// One column of one kind of list.
pub(crate) struct Column {
    pub(crate) field: Field,
    /// Whether a file without it is not a list of this kind, and a row without a value is refused.
    pub(crate) required: bool,
    /// Its Chinese headers; the English one is the field's word.
    pub(crate) chinese: &'static [&'static str],
}

impl Column {
    /// Whether a header, tidied, names this column.
    pub(crate) fn is_named(&self, header: &str) -> bool {
        header == self.field.as_str() || self.chinese.contains(&header)
    }
}

const fn must(field: Field, chinese: &'static [&'static str]) -> Column {
    Column { field, required: true, chinese }
}

const fn may(field: Field, chinese: &'static [&'static str]) -> Column {
    Column { field, required: false, chinese }
}

const LON: Column = may(Field::Lon, &["经度", "东坐标", "x", "x坐标"]);
const LAT: Column = may(Field::Lat, &["纬度", "北坐标", "y", "y坐标"]);
const COMMUNITY: Column = must(Field::Community, &["所属社区", "社区代码"]);

/// The columns of a kind of list.
#[expect(clippy::too_many_lines, reason = "it is one table, and a table is read in one place")]
pub(crate) fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Areas => {
            const {
                &[
                    must(Field::Code, &["代码", "区划代码"]),
                    must(Field::Name, &["名称", "区划名称"]),
                    must(Field::Kind, &["类型", "区划类型"]),
                ]
            }
        }
        Kind::Grids => {
            const {
                &[
                    must(Field::Code, &["网格编码", "网格代码"]),
                    must(Field::Name, &["网格名称"]),
                    must(Field::Kind, &["网格类型"]),
                    COMMUNITY,
                    must(Field::ValidFrom, &["启用日期"]),
                    may(Field::ValidTo, &["停用日期"]),
                ]
            }
        }
        Kind::Roads => {
            const {
                &[
                    must(Field::Id, &["道路编号"]),
                    must(Field::Class, &["道路等级"]),
                    may(Field::County, &["区划代码", "区县代码"]),
                    may(Field::Name, &["道路名称"]),
                    may(Field::Bridge, &["是否桥梁"]),
                ]
            }
        }
        Kind::Water => {
            const {
                &[
                    must(Field::Id, &["水系编号"]),
                    must(Field::Kind, &["水系类型"]),
                    may(Field::County, &["区划代码", "区县代码"]),
                    may(Field::Name, &["水系名称"]),
                ]
            }
        }
        Kind::Buildings => {
            const {
                &[
                    must(Field::Id, &["楼栋编号"]),
                    COMMUNITY,
                    must(Field::Kind, &["楼栋类型"]),
                    may(Field::Address, &["地址"]),
                    may(Field::Floors, &["层数"]),
                ]
            }
        }
        Kind::Households => {
            const {
                &[
                    must(Field::Id, &["户编号"]),
                    COMMUNITY,
                    may(Field::Building, &["楼栋编号"]),
                    may(Field::Door, &["门牌号"]),
                    LON,
                    LAT,
                    may(Field::Persons, &["人数"]),
                    may(Field::Tenure, &["居住类型"]),
                    may(Field::VisitClass, &["走访类别"]),
                    may(Field::ContactName, &["户主姓名"]),
                    may(Field::ContactPhone, &["联系电话"]),
                    may(Field::Source, &["数据来源"]),
                ]
            }
        }
        Kind::Units => {
            const {
                &[
                    must(Field::Id, &["单位编号"]),
                    COMMUNITY,
                    must(Field::Name, &["单位名称"]),
                    must(Field::Kind, &["单位类型"]),
                    may(Field::Building, &["楼栋编号"]),
                    may(Field::Staff, &["从业人数"]),
                    may(Field::Operating, &["是否营业"]),
                    may(Field::FixedPremises, &["固定场所"]),
                    may(Field::Instructor, &["党建指导员"]),
                    may(Field::Liaison, &["联络员"]),
                    may(Field::Union, &["工会"]),
                    may(Field::YouthLeague, &["共青团"]),
                    LON,
                    LAT,
                ]
            }
        }
        Kind::Organisations => {
            const {
                &[
                    must(Field::Id, &["组织编号"]),
                    must(Field::Area, &["所属区划"]),
                    must(Field::Name, &["组织名称"]),
                    must(Field::Kind, &["组织类型"]),
                    may(Field::Joint, &["是否联合"]),
                    may(Field::Parent, &["上级组织"]),
                    LON,
                    LAT,
                    may(Field::ServesGrids, &["服务网格"]),
                    may(Field::ServesUnits, &["覆盖单位"]),
                    may(Field::ElectedOn, &["换届日期"]),
                    may(Field::TermYears, &["任期年", "任期"]),
                    may(Field::HasBranchCommittee, &["设支委会"]),
                ]
            }
        }
        Kind::Members => {
            const {
                &[
                    must(Field::Id, &["党员编号"]),
                    COMMUNITY,
                    may(Field::Name, &["姓名"]),
                    may(Field::Phone, &["手机号", "电话"]),
                    may(Field::Kind, &["党员类型"]),
                    may(Field::BirthYear, &["出生年份"]),
                    // Known so that it is passed over in silence; nothing reads it.
                    may(Field::Sex, &["性别"]),
                    may(Field::Household, &["户编号"]),
                    may(Field::Unit, &["单位编号"]),
                    may(Field::Organisation, &["党组织编号", "组织编号"]),
                    may(Field::Active, &["是否在册"]),
                    may(Field::Eligible, &["可联户"]),
                    may(Field::LeftOn, &["离开日期"]),
                    may(Field::Exemption, &["免联原因"]),
                    may(Field::Hub, &["中心户编号"]),
                ]
            }
        }
        Kind::Stations => {
            const {
                &[
                    must(Field::Id, &["站点编号"]),
                    must(Field::Area, &["所属区划"]),
                    must(Field::Name, &["站点名称"]),
                    must(Field::Kind, &["站点类型"]),
                    LON,
                    LAT,
                    may(Field::DutyName, &["值班人"]),
                    may(Field::DutyPhone, &["值班电话"]),
                ]
            }
        }
        Kind::GridStaff => {
            const {
                &[
                    must(Field::Grid, &["网格编码"]),
                    must(Field::Role, &["角色"]),
                    may(Field::Seat, &["岗位序号"]),
                    may(Field::Name, &["姓名"]),
                    may(Field::Phone, &["电话", "手机号"]),
                    may(Field::Since, &["任职日期"]),
                ]
            }
        }
        Kind::Links => {
            const {
                &[
                    must(Field::Household, &["户编号"]),
                    must(Field::Member, &["党员编号"]),
                    may(Field::Since, &["建立日期"]),
                    may(Field::Until, &["结束日期"]),
                ]
            }
        }
        Kind::Visits => {
            const {
                &[
                    must(Field::Household, &["户编号"]),
                    must(Field::Date, &["走访日期"]),
                    must(Field::Result, &["走访结果"]),
                ]
            }
        }
        Kind::Requests => {
            const {
                &[
                    must(Field::Id, &["诉求编号"]),
                    may(Field::Household, &["户编号"]),
                    may(Field::Grid, &["网格编码"]),
                    must(Field::Urgency, &["紧急程度"]),
                    must(Field::AcceptedAt, &["受理时间"]),
                    may(Field::DispatchedAt, &["派单时间"]),
                    may(Field::HandledAt, &["办结时间"]),
                    may(Field::EvaluatedAt, &["评价时间"]),
                    may(Field::Satisfied, &["是否满意"]),
                ]
            }
        }
        Kind::MicroGrids => {
            const {
                &[
                    must(Field::Code, &["微网格编码", "微网格代码"]),
                    may(Field::Name, &["微网格名称"]),
                    must(Field::Buildings, &["楼栋编号"]),
                ]
            }
        }
        Kind::HubHouseholds => {
            const { &[must(Field::Household, &["户编号", "中心户编号"]), must(Field::Since, &["设立日期"])] }
        }
        Kind::BuildingLeaders => {
            const {
                &[
                    must(Field::Building, &["楼栋编号"]),
                    must(Field::Name, &["姓名"]),
                    may(Field::Phone, &["电话", "手机号"]),
                    may(Field::Since, &["任职日期"]),
                ]
            }
        }
        Kind::CheckIns => {
            const {
                &[
                    must(Field::Kind, &["报到类型"]),
                    must(Field::Id, &["编号"]),
                    must(Field::Community, &["报到社区"]),
                    may(Field::Date, &["报到日期"]),
                ]
            }
        }
        Kind::Compounds => {
            const {
                &[
                    must(Field::Id, &["编号", "小区编号"]),
                    must(Field::Kind, &["类型", "小区类型"]),
                    may(Field::Name, &["名称", "小区名称"]),
                    COMMUNITY,
                ]
            }
        }
    }
}

/// Where the fields of a file stand in its rows.
#[derive(Clone, Debug)]
pub(crate) struct ColumnMap([Option<u16>; Field::COUNT]);

impl ColumnMap {
    /// The columns of `kind` among a file's headers; of two with one meaning the first counts.
    pub(crate) fn new(kind: Kind, headers: &[String]) -> Self {
        let mut map = Self([None; Field::COUNT]);
        for (index, header) in headers.iter().enumerate().take(usize::from(u16::MAX)) {
            let tidied = tidy_header(header);
            if let Some(column) = columns(kind).iter().find(|column| column.is_named(&tidied)) {
                map.0[column.field as usize].get_or_insert(index as u16);
            }
        }
        map
    }

    /// The cell of a field.
    pub(crate) fn index(&self, field: Field) -> Option<usize> {
        self.0[field as usize].map(usize::from)
    }

    /// Whether a header's cell is read.
    pub(crate) fn uses(&self, index: usize) -> bool {
        self.0.iter().flatten().any(|used| usize::from(*used) == index)
    }
}

/// A header without blanks, byte order mark and case.
pub(crate) fn tidy_header(header: &str) -> String {
    header.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_lowercase()
}

/// Whether a header announces identity numbers, which are never stored.
pub(crate) fn is_identity_header(tidied: &str) -> bool {
    const WORDS: [&str; 9] = [
        "身份证",
        "身份号码",
        "证件号",
        "id_card",
        "idcard",
        "identity_number",
        "identity number",
        "id_number",
        "national_id",
    ];
    WORDS.iter().any(|word| tidied.contains(word))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_header_of_a_list_names_two_columns() {
        for kind in Kind::ALL {
            let mut seen = HashSet::new();
            for column in columns(kind) {
                for header in column.chinese.iter().chain([&column.field.as_str()]) {
                    assert!(seen.insert(*header), "{kind}: {header}");
                    assert_eq!(tidy_header(header), *header);
                }
            }
        }
    }

    #[test]
    fn identity_numbers_are_known_by_their_headers() {
        for header in ["身份证号", "公民身份号码", "居民身份证", "ID_Card", "identity_number"] {
            assert!(is_identity_header(&tidy_header(header)), "{header}");
        }
        for kind in Kind::ALL {
            for column in columns(kind) {
                assert!(!is_identity_header(column.field.as_str()));
                assert!(!column.chinese.iter().any(|header| is_identity_header(header)));
            }
        }
    }
}
