import { describe, expect, test } from 'vitest';
import { domainInTitle, domainNamed, domainOf, localDomains, pilotDomains } from './domains.ts';

describe('the pilot domains', () => {
  test('are 26, each name and alias names one domain only', () => {
    expect(pilotDomains).toHaveLength(26);
    const names = [...pilotDomains, ...localDomains].flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { name, aliases } of pilotDomains)
      for (const word of [name, ...aliases]) expect(domainNamed(word), word).toBe(name);
  });

  test.each([
    ['社会救助', '社会救助'],
    ['（五）社会救助领域', '社会救助'],
    ['1.农村集体土地征收', '征地补偿'],
    ['国有土地上房屋征收与补偿', '拆迁安置'],
    ['生态环境', '环境保护'],
    ['乡村振兴', '扶贫'],
    ['卫生健康', '医疗卫生'],
    ['就业', '就业创业'],
    ['灾害救助', '救灾'],
    ['国土空间规划', '城乡规划'],
    ['旅游', '旅游'],
    ['政民互动', ''],
    ['综合业务', ''],
  ])('“%s” is %s', (words, name) => expect(domainNamed(words)).toBe(name));

  test.each([
    ['社会救助领域基层政务公开标准目录', '社会救助'],
    ['东阳市农村危房改造领域基层政务公开标准目录', '农村危房改造'],
    ['德安县吴山镇涉农资金领域政务公开标准目录', '涉农资金'],
    ['基层政务公开标准目录（26个领域）', ''],
    ['关于养老的会议记录', ''],
    ['就业创业、社会保险领域标准目录', ''],
  ])('the title “%s” speaks of %s', (title, name) => expect(domainInTitle(title)).toBe(name));

  test('an item that says nothing itself is of its sheet’s domain; what says its own keeps it', () => {
    const sheet = { tab: 'Sheet1', title: '社会救助领域基层政务公开标准目录', fileName: 'a.xlsx' };
    expect(domainOf({ level1: '综合业务', level2: '监督检查' }, sheet)).toBe('社会救助');
    expect(domainOf({ level1: '养老服务', level2: '通知公告' }, sheet)).toBe('养老服务');
    expect(domainOf({ level1: '政策法规', level2: '' }, { tab: '户籍管理', title: '', fileName: '' })).toBe('户籍管理');
    expect(domainOf({ level1: '杂项', level2: '杂项' }, { tab: '', title: '', fileName: '目录.csv' })).toBe('');
  });
});
