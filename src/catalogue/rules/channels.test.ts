import { describe, expect, test } from 'vitest';
import { channelNamed, channels, readChannels } from './channels.ts';

const standard =
  '■政府网站 □政府公报 □两微一端 □发布会/听证会 □广播电视 □纸质媒体 ■公开查阅点 □政务服务中心 □便民服务站 □入户/现场 ■社区/企事业单位/村公示栏（电子屏） □精准推送 □其他';

describe('what a cell ticks', () => {
  test('the standard cell: ■ must, □ may, all thirteen', () => {
    const read = readChannels(standard);
    expect(read.required).toEqual(['政府网站', '公开查阅点', '社区/企事业单位/村公示栏（电子屏）']);
    expect(read.optional).toEqual([
      ...['政府公报', '两微一端', '发布会/听证会', '广播电视', '纸质媒体', '政务服务中心', '便民服务站', '入户/现场'],
      ...['精准推送', '其他'],
    ]);
    expect(read.unknown).toEqual([]);
    expect(read.required.length + read.optional.length).toBe(13);
  });

  test.each([
    ['◆政府网站 口政府公报', ['政府网站'], ['政府公报']],
    ['▲政府网站\n□一微一端\n■存公示栏', ['政府网站', '社区/企事业单位/村公示栏（电子屏）'], ['两微一端']],
    ['√政府网站 ?政府公报', ['政府网站'], ['政府公报']],
    ['t政府网站 口两微一端 口便民服务站', ['政府网站'], ['两微一端', '便民服务站']],
    ['■ 政府网站■两微一端', ['政府网站', '两微一端'], []],
    ['■社区/企事业单位/村公示栏（电 子屏）', ['社区/企事业单位/村公示栏（电子屏）'], []],
    ['政府网站■ 政府公报□ 广播电视■', ['政府网站', '广播电视'], ['政府公报']],
    ['[x]政府网站 [ ]政府公报', ['政府网站'], ['政府公报']],
    ['□政府网站 □政府公报', [], ['政府网站', '政府公报']],
    ['政府网站、村公示栏', ['政府网站', '社区/企事业单位/村公示栏（电子屏）'], []],
    ['■行政服务中心 ■纸质载体 ■入户/现场宣传', ['政务服务中心', '纸质媒体', '入户/现场'], []],
    ['■12345政务服务热线 ■征地信息公开平台', ['12345政务服务热线', '征地信息公开平台'], []],
    [
      '■公共资源交易平台 ■信用中国网站 ■国家企业信用信息公示系统',
      ['公共资源交易平台', '信用中国网站', '国家企业信用信息公示系统'],
      [],
    ],
    ['■镇村公示公开栏 ■便民惠民服务中心 ■会议', ['社区/企事业单位/村公示栏（电子屏）', '便民服务站', '会议'], []],
    ['■监管部门网站', ['政府网站'], []],
    ['发布会/听证会', ['发布会/听证会'], []],
    ['', [], []],
  ])('%s', (cell, required, optional) => {
    expect(readChannels(cell)).toEqual({ required, optional, unknown: [] });
  });

  test('a name that no standard has is kept and asked about', () => {
    expect(readChannels('■政府网站 ■大喇叭')).toEqual({
      required: ['政府网站', '大喇叭'],
      optional: [],
      unknown: ['大喇叭'],
    });
  });

  test('every standard name names itself', () => {
    for (const { name } of channels) expect(channelNamed(name), name).toBe(name);
  });

  test('what the cell lists is never lost: as many names come out as marks go in', () => {
    for (const marks of ['■□', '◆口', '√□']) {
      const cell = channels.map(({ name }, at) => `${marks[at % 2]}${name}`).join(' ');
      const { required, optional } = readChannels(cell);
      expect(required.length + optional.length, cell).toBe(channels.length);
    }
  });
});
