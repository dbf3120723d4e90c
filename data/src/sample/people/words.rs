//! Names of persons, enterprises and places; all invented.

use crate::sample::chance::Dice;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高",
    "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡",
    "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁", "任", "卢", "姚", "沈", "钟", "姜", "崔", "谭", "陆",
    "范", "汪", "廖",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞",
    "平", "刚", "桂", "英", "华", "建", "国", "文", "辉", "玲", "红", "志", "海", "燕", "雪", "梅", "春", "兰", "凤",
    "云", "龙", "鹏", "斌", "波", "宇", "浩", "凯", "健", "俊", "帆", "佳", "欣", "怡", "晨", "思", "婷", "雨", "琳",
    "倩", "博", "然",
];
const BRANDS: &[&str] = &[
    "云腾", "江城", "鼎盛", "恒达", "华创", "中联", "信诚", "博远", "嘉禾", "瑞丰", "天成", "宏图", "金诺", "新元",
    "联众", "百川", "远航", "东升", "盛世", "汇通", "长荣", "智达", "佳美", "康源", "永兴", "顺达", "卓越", "银河",
    "万象", "同济", "德润", "启明",
];
const TRADES: &[&str] = &[
    "科技",
    "商贸",
    "物流",
    "餐饮",
    "建材",
    "电子",
    "机械",
    "食品",
    "服饰",
    "装饰",
    "信息技术",
    "教育咨询",
    "医药",
    "汽车服务",
    "文化传媒",
    "物业服务",
    "环保",
    "印务",
    "家政服务",
    "置业",
];

/// A person's name.
pub(in crate::sample) fn person(dice: &mut Dice) -> String {
    let surname = dice.pick(SURNAMES);
    let first = dice.pick(GIVEN);
    if dice.chance(0.35) { format!("{surname}{first}") } else { format!("{surname}{first}{}", dice.pick(GIVEN)) }
}

/// A mobile number; the fourth digit is 0, which no real range of this prefix uses.
pub(in crate::sample) fn phone(dice: &mut Dice) -> String {
    format!("1{}0{:08}", dice.pick(&["39", "38", "86", "58"]), dice.below(100_000_000)).chars().take(11).collect()
}

/// An enterprise's name.
pub(in crate::sample) fn enterprise(dice: &mut Dice) -> String {
    let (first, second, trade) = (dice.pick(BRANDS), dice.pick(GIVEN), dice.pick(TRADES));
    format!("云河{first}{second}{trade}有限公司")
}

/// A social organisation's name.
pub(in crate::sample) fn social(dice: &mut Dice) -> String {
    let what = ["志愿服务队", "养老服务中心", "培训学校", "幼儿园", "商会", "体育协会", "社工服务中心"];
    format!("云河{}{}{}", dice.pick(BRANDS), dice.pick(GIVEN), dice.pick(&what))
}
