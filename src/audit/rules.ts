/** How the record of acts (审计记录) reads: every verb, kind of record and field in Chinese. Pure. */

/** Each verb that a command records. A test finds a verb that stands in the code and not here. */
export const verbNames: Readonly<Record<string, string>> = {
  'account.signIn': '登录',
  'account.signInRefused': '登录被拒（密码不对）',
  'account.lock': '账号锁定（多次输错密码）',
  'account.signOut': '退出登录',
  'account.create': '建账号',
  'account.setRoles': '改角色',
  'account.disable': '停用账号',
  'account.enable': '启用账号',
  'account.unlock': '解除锁定',
  'account.resetPassword': '重设密码（一次性）',
  'account.changePassword': '修改自己的密码',
  'site.setUp': '首次建站',
  'audit.export': '导出审计记录',
  'body.import': '导入机构表',
  'body.create': '新增机构',
  'body.rename': '机构改名',
  'section.create': '新增科室',
  'section.rename': '科室改名',
  'leadinggroup.set': '修改领导小组',
  'calendar.set': '修改工作日历',
  'calendar.load': '载入工作日历',
  'catalogue.import': '导入公开目录',
  'obligation.derive': '按目录列出应公开事项',
  'obligation.register': '登记应公开信息',
  'obligation.meet': '应公开事项已公开',
  'obligation.reopen': '应公开事项恢复待公开',
  'disclosure.create': '起草文件',
  'disclosure.save': '保存草稿',
  'disclosure.mask': '遮盖个人信息',
  'disclosure.link': '关联应公开事项',
  'disclosure.unlink': '取消关联应公开事项',
  'disclosure.submit': '提交审核',
  'disclosure.pullBack': '撤回草稿',
  'disclosure.sendBack': '退回修改',
  'disclosure.review': '审核通过',
  'disclosure.clear': '保密审查通过',
  'disclosure.sign': '签发公开',
  'disclosure.correct': '更正',
  'disclosure.discard': '放弃修改稿',
  'disclosure.withdraw': '撤下文件',
  'disclosure.import': '导入文件',
  'disclosure.importBatch': '导入一批文件',
  'openday.plan': '筹备政务公开日',
  'openday.revise': '修改政务公开日方案',
  'openday.addStall': '增加展位',
  'openday.removeStall': '撤去展位',
  'openday.addMaterial': '登记宣传资料',
  'openday.give': '登记发放资料',
  'openday.open': '政务公开日开始',
  'openday.close': '政务公开日结束',
  'openday.loadPast': '录入往年政务公开日',
  'openday.summarise': '生成活动总结',
  'visit.record': '登记来访',
  'backup.make': '备份',
  'backup.restore': '恢复备份',
};

export const subjectNames: Readonly<Record<string, string>> = {
  account: '账号',
  audit: '审计记录',
  body: '机构',
  section: '科室',
  backup: '备份',
  calendar: '工作日历',
  catalogue: '公开目录',
  obligation: '应公开事项',
  disclosure: '文件',
  material: '宣传资料',
  openday: '政务公开日',
  visit: '来访记录',
};

/** What a record calls itself: its title or name as the act left it; '' where it has none. */
export function subjectText({ before, after }: { before: unknown; after: unknown }): string {
  for (const state of [after, before])
    for (const [field, value] of Object.entries(state ?? {}))
      if (['title', 'name', 'personName', 'code'].includes(field) && typeof value === 'string') return value;
  return '';
}

export const fieldNames: Readonly<Record<string, string>> = {
  login: '登录名',
  personName: '姓名',
  person_name: '姓名',
  post: '职务',
  role: '角色',
  roles: '角色',
  name: '名称',
  code: '代码',
  kind: '类型',
  rows: '行数',
  position: '次序',
  bodyId: '机构编号',
  sectionId: '科室编号',
  path: '机构路径',
  title: '标题',
  state: '状态',
  reason: '原因',
  remark: '意见',
  revision: '修订号',
  version: '版本',
  number: '编号',
  sha256: '内容指纹',
  hash: '内容指纹',
  year: '年份',
  theme: '主题',
  place: '地点',
  note: '说明',
  count: '数量',
  file: '文件',
  accepted: '收下',
  unclear: '待确认',
  rejected: '不能导入',
  obligationIds: '应公开事项编号',
  indexNumber: '索引号',
  documentNumber: '文号',
};

/** A cell that a spreadsheet would run as a formula is made plain text by a leading apostrophe (OWASP “CSV injection”). */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** One line of a CSV file. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${plainCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
