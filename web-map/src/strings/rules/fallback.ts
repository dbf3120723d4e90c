import type { Cause } from '../../api/types.ts'
import type { Widened } from '../shape.ts'

/** What is said of a rule that this page has no sentence for: each fact under its label, and the remedy of the cause. */
export const zh = {
  facts: {
    alone_within_m: '周围没有可联合对象的米数', as_of: '判定日期', buildings: '楼栋', capacity_households: '缺人手的户', check_ins: '报到次数', covered: '已覆盖的户',
    cut_buildings: '被切开的楼栋', cut_off: '走不到的户', data_households: '缺数据的户', days: '天数', digits: '编码位数', due_soon: '快到期的户', due_units: '应建未建的单位',
    eligible_members: '可联党员', farthest_m: '最远（米）', gap_buildings: '不符合的楼栋', gap_households: '盲区户', gap_members: '不符合的党员', gap_organisations: '不符合的党组织',
    gap_persons: '盲区人数', gap_requests: '超时诉求', gap_units: '不符合的单位', grid_permille: '网格容许的比例', grids: '网格', hole_m2: '不属于任何网格的面积（平方米）', grouped_units: '可联合的单位', lone_units: '单独不足三名党员的单位', group: '可联合的个数', group_members: '联合后的党员', households: '户', hubs: '党员中心户', leaders: '网格长',
    links: '联系的户', max: '上限', median_households: '中位户数', members: '党员', min: '下限', nearest_station_m: '最近站点（米）', never: '从未走访的户', on_track: '在周期内的户',
    organisations: '党组织', outside_m2: '界外面积（平方米）', overdue: '逾期的户', overlap_m2: '重叠面积（平方米）', parts: '块数', persons: '人', reach_m: '步行范围（米）', recorded_since: '记录起始日期', requests: '诉求',
    service_households: '服务没跟上的户', stations: '站点', threshold: '标准', unknown: '情况不明的户', units: '单位', workers: '网格员',
  } as Record<string, string>,
  missing: '登记库中没有{lists}，无法判断',
  lists: {
    households: '住户清单', members: '党员名册', links: '联户清单', organisations: '党组织清单', stations: '服务站点清单', grid_staff: '网格人员名册',
    building_leaders: '楼栋长名册', hub_households: '党员中心户清单', check_ins: '双报到清单',
  } as Record<string, string>,
  units: { households: '户', persons: '人', members: '党员', m: '米', days: '天', date: '日期' } as Record<string, string>,
  remedies: {
    place: '增设站点、党组织或其他阵地。',
    capacity: '增加人手，或调整每人承担的数量。',
    service: '按时提供服务，并及时登记。',
    data: '补全或更正登记。',
    shape: '调整网格边界。',
  } as Record<Cause, string>,
}

export const en: Widened<typeof zh> = {
  facts: {
    alone_within_m: 'metres around without a partner', as_of: 'as of', buildings: 'buildings', capacity_households: 'households short of members', check_ins: 'check-ins', covered: 'covered households',
    cut_buildings: 'buildings cut', cut_off: 'households cut off', data_households: 'households without data', days: 'days', digits: 'digits', due_soon: 'due soon', due_units: 'units due',
    eligible_members: 'eligible members', farthest_m: 'farthest (m)', gap_buildings: 'buildings at fault', gap_households: 'gap households', gap_members: 'members at fault', gap_organisations: 'organisations at fault',
    gap_persons: 'people affected', gap_requests: 'late requests', gap_units: 'units at fault', grid_permille: 'a grid may have', grids: 'grids', hole_m2: 'in no grid (m²)', grouped_units: 'units that could join', lone_units: 'units of fewer than three members', group: 'in the group', group_members: 'members of the group', households: 'households', hubs: 'hub households', leaders: 'leaders',
    links: 'links', max: 'at most', median_households: 'median households', members: 'members', min: 'at least', nearest_station_m: 'nearest station (m)', never: 'never visited', on_track: 'on track',
    organisations: 'organisations', outside_m2: 'outside (m²)', overdue: 'overdue', overlap_m2: 'overlap (m²)', parts: 'parts', persons: 'people', reach_m: 'walking reach (m)', recorded_since: 'recorded since', requests: 'requests',
    service_households: 'households short of service', stations: 'stations', threshold: 'threshold', unknown: 'unknown households', units: 'units', workers: 'workers',
  },
  missing: 'The register has no {lists}: nothing can be said',
  lists: {
    households: 'list of households', members: 'list of members', links: 'list of links', organisations: 'list of organisations', stations: 'list of stations',
    grid_staff: 'list of grid staff', building_leaders: 'list of building leaders', hub_households: 'list of hub households', check_ins: 'list of check-ins',
  },
  units: { households: 'households', persons: 'people', members: 'members', m: 'm', days: 'days', date: 'date' },
  remedies: {
    place: 'Open a station, an organisation or another place for it.',
    capacity: 'Bring in more people, or change how much each one carries.',
    service: 'Do it in time, and record it at once.',
    data: 'Complete or mend the record.',
    shape: 'Move the grid’s boundary.',
  },
}
