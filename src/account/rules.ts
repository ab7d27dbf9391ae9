/** What a person may do, and where: the one table and the one function that decide it. Pure. */

export const roles = {
  clerk: '经办',
  reviewer: '审核',
  confidentiality: '保密审查',
  leader: '签发',
  office: '公开办',
  supervisor: '监督',
  village: '村级信息员',
  committee: '村务监督委员会',
  stall: '现场',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
} as const;
export type Role = keyof typeof roles;

const publishing: readonly Role[] = ['clerk', 'reviewer', 'confidentiality', 'leader', 'office', 'village'];
const staff: readonly Role[] = [...publishing, 'committee', 'supervisor', 'stall'];
const everyone: readonly Role[] = [...staff, 'system_admin', 'security_admin', 'audit_admin'];

/**
 * Which roles may do an act. The three administrators are kept apart (三员分立, GB/T 22239-2019 8.1.5): none of them
 * can do another's act, and none of them reads or writes what the county publishes.
 */
export const acts = {
  'session.own': everyone,
  'body.read': everyone,
  'body.edit': ['system_admin'],
  'leadinggroup.edit': ['system_admin', 'office'],
  'account.manage': ['security_admin'],
  'audit.read': ['audit_admin'],
  'calendar.read': everyone,
  'calendar.edit': ['system_admin', 'office'],
  'catalogue.read': staff,
  'catalogue.import': ['office'],
  'obligation.read': staff,
  'waiver.ask': ['clerk', 'village', 'office'],
  'waiver.decide': ['leader', 'office'],
  'timelimit.confirm': ['office'],
  'obligation.adjust': ['office'],
  'obligation.register': ['clerk', 'village', 'office'],
  'disclosure.read': [...publishing, 'committee', 'supervisor'],
  'disclosure.draft': ['clerk', 'village', 'office'],
  'disclosure.review': ['reviewer'],
  'disclosure.clear': ['confidentiality'],
  'disclosure.sign': ['leader'],
  'disclosure.widen': ['office'],
  'disclosure.withdraw': ['leader', 'office'],
  'village.read': [...publishing, 'committee', 'supervisor'],
  'village.fill': ['village', 'clerk', 'office'],
  'village.review': ['committee'],
  'villagelist.edit': ['clerk', 'office'],
  'board.edit': ['village', 'clerk', 'office'],
  'posting.read': [...publishing, 'committee', 'supervisor'],
  'posting.record': ['village', 'clerk', 'office'],
  'posting.release': ['reviewer', 'confidentiality', 'office'],
  'plate.read': ['village', 'clerk', 'office'],
  'plate.make': ['clerk', 'office'],
  'question.read': [...publishing, 'committee', 'supervisor'],
  'question.answer': ['village', 'clerk', 'office'],
  'question.release': ['reviewer', 'confidentiality', 'leader', 'office'],
  'question.setAside': ['clerk', 'office'],
  'openday.read': staff,
  'openday.plan': ['office', 'clerk'],
  'visit.record': ['stall', 'clerk', 'village', 'office'],
  'filing.read': [...publishing, 'supervisor'],
  'filing.answer': ['clerk', 'village', 'office'],
  'filing.confirm': ['office'],
  'fivethings.read': [...publishing, 'supervisor'],
  'fivethings.fill': ['clerk', 'village', 'office'],
  'fivethings.confirm': ['office', 'supervisor'],
  'fivethings.setTerm': ['office'],
  'responsibility.read': [...publishing, 'supervisor'],
  'responsibility.assign': ['clerk', 'village', 'office'],
  'institution.read': [...publishing, 'supervisor'],
  'institution.link': ['clerk', 'village', 'office'],
  'event.mark': ['office'],
  'reminder.set': ['office'],
  'finding.read': [...publishing, 'supervisor'],
  'finding.inspect': ['office', 'supervisor'],
  'standing.review': ['clerk', 'village', 'office'],
  'check.read': [...publishing, 'supervisor'],
  'check.start': ['office', 'supervisor'],
  'task.finish': ['clerk', 'village', 'office'],
  'mail.read': ['office', 'system_admin'],
} as const satisfies Record<string, readonly Role[]>;
export type ActName = keyof typeof acts;

/** The person behind a request. Roles hold on the subtree whose path begins with `path`. */
export interface Actor {
  accountId: string | null;
  personName: string;
  bodyId: string | null;
  roles: readonly { role: Role; path: string }[];
  address: string;
  requestId: string;
  /** The password is one that somebody else gave: nothing may be done but change it. */
  mustChangePassword?: boolean;
}

/** The paths under which the actor may do the act; empty: nowhere. */
export function scopeOf(actor: Actor, act: ActName): string[] {
  const allowed: readonly Role[] = acts[act];
  return actor.roles.filter(({ role }) => allowed.includes(role)).map(({ path }) => path);
}

/** Whether the actor may do the act for the body at `bodyPath`. */
export function mayAct(actor: Actor, act: ActName, bodyPath: string): boolean {
  return scopeOf(actor, act).some((path) => bodyPath.startsWith(path));
}

/** Sign-in is closed for a while after this many wrong passwords in a row, even across a restart (GB/T 22239-2019 8.1.4.1). */
export const lockAfterFailedSignIns = 5;
export const lockForMinutes = 15;

/** Wrong sign-ins from one address before it must wait: enough for a county behind one address, too few to guess. */
export const wrongSignInsPerAddress = 30;
export const wrongSignInsWithinMinutes = 10;

/** A password that an administrator gave opens a session for so long, and only to change it. */
export const oneTimePasswordHours = 72;

/** A session ends after this long whatever is done in it. */
export const sessionHoursAtMost = 12;

const administrators: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

/**
 * What is wrong with giving these roles to one person, in words; undefined: nothing. The three administrators are
 * separate persons, and none of them does the county's work beside (三员分立, GB/T 22239-2019 8.1.5).
 */
export function rolesFault(given: readonly Role[]): string | undefined {
  const kinds = new Set(given);
  const isAdministrator = administrators.some((role) => kinds.has(role));
  if (administrators.filter((role) => kinds.has(role)).length > 1)
    return '系统、安全、审计管理员必须由三个人分别担任。';
  if (isAdministrator && kinds.size > 1) return '管理员不能同时担任业务角色，请另建账号。';
  // 村民委员会成员及其近亲属不得担任村务监督机构成员 (村民委员会组织法第三十二条); who writes does not supervise.
  if (kinds.has('committee') && kinds.size > 1)
    return '村务监督委员会成员不能同时填报村务或担任别的角色（村民委员会组织法第三十二条）。';
  return undefined;
}

const commonPasswords = ['password', '12345678', 'yangguang', 'qwertyui'];

/** What is wrong with a chosen password, in words for the person; undefined: nothing. */
export function passwordFault(password: string, login: string): string | undefined {
  if (password.length < 10) return '密码至少 10 个字符，可以用一句容易记住的话。';
  if (password.length > 200) return '密码最长 200 个字符。';
  if (new Set(password).size < 5) return '密码里不同的字符太少，请换一个。';
  if (password.toLowerCase().includes(login)) return '密码里不要包含登录名。';
  if (commonPasswords.some((word) => password.toLowerCase().includes(word))) return '这个密码太常见，请换一个。';
  return undefined;
}

/** The program itself, for commands run on the machine by whoever administers it. */
export function commandLineActor(verb: string): Actor {
  const all = (Object.keys(roles) as Role[]).map((role) => ({ role, path: '' }));
  return {
    accountId: null,
    personName: `命令行 ${verb}`,
    bodyId: null,
    roles: all,
    address: 'localhost',
    requestId: '',
  };
}
