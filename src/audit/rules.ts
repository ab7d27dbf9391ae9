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
};

export const subjectNames: Readonly<Record<string, string>> = {
  account: '账号',
  audit: '审计记录',
  body: '机构',
  section: '科室',
};

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
};

/** A cell that a spreadsheet would run as a formula is made plain text by a leading apostrophe (OWASP “CSV injection”). */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** One line of a CSV file. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${plainCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
