//! Names of roads: two-character names that are not used twice, with the ending of their class.

use crate::sample::chance::Dice;

const FIRST: &[&str] = &[
    "云", "江", "文", "新", "永", "长", "兴", "安", "福", "德", "明", "景", "春", "金", "银", "玉", "翠", "青", "松",
    "柳", "荷", "桂", "枫", "梅", "东", "南", "西", "北", "瑞", "祥", "和", "泰", "华", "建", "康", "龙", "凤", "鹤",
    "湖", "清",
];
const SECOND: &[&str] = &[
    "安", "平", "宁", "和", "兴", "昌", "盛", "丰", "源", "泉", "山", "林", "园", "苑", "桥", "港", "湾", "洲", "台",
    "阁", "亭", "塘", "岗", "岭", "阳", "月", "星", "霞", "光", "明", "仁", "义", "礼", "信", "德", "善", "乐", "康",
    "民", "田",
];
const ARTERIAL: &[&str] = &[
    "云河大道",
    "解放大道",
    "建设大道",
    "人民路",
    "中山大道",
    "和平大道",
    "文化路",
    "胜利路",
    "光明大道",
    "友谊大道",
    "发展大道",
    "迎宾大道",
    "团结路",
    "青年路",
    "长征路",
    "工业大道",
    "科技路",
    "学府路",
    "楚天大道",
    "黄鹤大道",
];

/// Hands out names; 0 is no name.
pub(in crate::sample) struct Namer {
    names: Vec<String>,
    stems: Vec<String>,
    arterials: Vec<&'static str>,
}

impl Namer {
    pub(in crate::sample) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "road names");
        let mut stems: Vec<String> =
            FIRST.iter().flat_map(|a| SECOND.iter().filter(move |b| a != *b).map(move |b| format!("{a}{b}"))).collect();
        dice.shuffle(&mut stems);
        let mut arterials = ARTERIAL.to_vec();
        dice.shuffle(&mut arterials);
        Self { names: vec![String::new()], stems, arterials }
    }

    /// All names; a way's `name` is an index of it.
    pub(in crate::sample) fn into_names(self) -> Vec<String> {
        self.names
    }

    pub(in crate::sample) fn named(&mut self, name: &str) -> u32 {
        self.names.push(name.to_owned());
        self.names.len() as u32 - 1
    }

    /// A stem nobody has; when they run out, the old ones come back with a number.
    fn stem(&mut self) -> String {
        self.stems.pop().unwrap_or_else(|| {
            let used = self.names.len();
            format!("{}{}{}", FIRST[used % 40], SECOND[used / 40 % 40], ["里", "一", "二", "三", "四"][used / 1600 % 5])
        })
    }

    pub(in crate::sample) fn arterial(&mut self) -> u32 {
        let name = self.arterials.pop().map_or_else(|| format!("{}大道", self.stem()), str::to_owned);
        self.named(&name)
    }

    pub(in crate::sample) fn street(&mut self, northward: bool) -> u32 {
        let name = format!("{}{}", self.stem(), if northward { "街" } else { "路" });
        self.named(&name)
    }

    pub(in crate::sample) fn lane(&mut self) -> u32 {
        let used = self.names.len();
        let ending = ["巷", "里", "弄", "支路"][used % 4];
        let name = format!("{}{}{ending}", FIRST[used * 7 % 40], SECOND[used * 11 / 3 % 40]);
        self.named(&name)
    }
}
