//! Closed lists, each value with the word it has in files, in the register and on the wire, and its Chinese name.

crate::words! {
    /// What an area is.
    AreaKind {
        District = "district", "区";
        County = "county", "县";
        Street = "street", "街道";
        Town = "town", "镇";
        Township = "township", "乡";
        Community = "community", "社区";
        Village = "village", "村";
    }
    /// What a grid is for; G1 applies to residential grids only.
    GridKind {
        Residential = "residential", "居民网格";
        Rural = "rural", "农村网格";
        Dedicated = "dedicated", "专属网格";
    }
    /// The class of a road; people walk on all but motorways.
    RoadClass {
        Motorway = "motorway", "高速公路";
        Arterial = "arterial", "主干路";
        Street = "street", "街道路";
        Lane = "lane", "巷道";
        Path = "path", "步行道";
    }
    /// What a water body is.
    WaterKind {
        River = "river", "河流";
        Canal = "canal", "渠道";
        Lake = "lake", "湖泊";
    }
    /// What a building is.
    BuildingKind {
        Tower = "tower", "高层住宅";
        MidRise = "mid_rise", "多层住宅";
        Dormitory = "dormitory", "宿舍";
        Low = "low", "低层住宅";
        Office = "office", "商务楼宇";
        Shop = "shop", "商铺";
        Industrial = "industrial", "厂房";
        Public = "public", "公共建筑";
    }
    /// Who lives in a dwelling; a vacant one is nobody's blind spot.
    Tenure {
        Owner = "owner", "自住";
        Tenant = "tenant", "租住";
        Vacant = "vacant", "空置";
    }
    /// How often a household is to be visited (V1).
    VisitClass {
        Ordinary = "ordinary", "一般";
        MoreOften = "more_often", "重点";
    }
    /// A member's kind.
    MemberKind {
        Full = "full", "正式党员";
        Probationary = "probationary", "预备党员";
    }
    /// What a party organisation is.
    OrganisationKind {
        Committee = "committee", "党委";
        GeneralBranch = "general_branch", "党总支";
        Branch = "branch", "党支部";
        Group = "group", "党小组";
    }
    /// What a unit is; the first two are the new sector (两新组织).
    UnitKind {
        PrivateEnterprise = "private_enterprise", "非公企业";
        SocialOrganisation = "social_organisation", "社会组织";
        StateEnterprise = "state_enterprise", "国有企业";
        PublicInstitution = "public_institution", "事业单位";
        Agency = "agency", "机关";
    }
    /// The level a service station serves.
    StationKind {
        District = "district", "区党群服务中心";
        Street = "street", "街道党群服务中心";
        Community = "community", "社区党群服务站";
        Grid = "grid", "网格党群服务点";
    }
    /// Who works in a grid.
    StaffRole {
        GridLeader = "grid_leader", "网格长";
        GridWorker = "grid_worker", "网格员";
    }
    /// Why a member need not be linked to households (L3), beside age.
    Exemption {
        Infirm = "infirm", "体弱";
        LongAbsent = "long_absent", "长期外出";
    }
    /// What a compound is; the last two group units for joint branches (O2).
    CompoundKind {
        Compound = "compound", "小区";
        Park = "park", "园区";
        OfficeBuilding = "office_building", "商务楼宇";
    }
    /// Who checks in at a community (D1).
    CheckInKind {
        Organisation = "organisation", "组织";
        Member = "member", "党员";
    }
    /// How soon a request must be dispatched (Q1).
    Urgency {
        Critical = "critical", "特急";
        Urgent = "urgent", "紧急";
        Ordinary = "ordinary", "一般";
        Low = "low", "缓办";
    }
    /// Whether a position may be believed; import marks the lists it doubts.
    PositionTrust {
        Stated = "stated", "可信";
        Doubtful = "doubtful", "存疑";
    }
}

impl UnitKind {
    /// Whether the unit belongs to the new sector (两新组织).
    pub fn is_new_sector(self) -> bool {
        matches!(self, Self::PrivateEnterprise | Self::SocialOrganisation)
    }
}
