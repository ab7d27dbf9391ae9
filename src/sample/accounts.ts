import { roles, type Role } from '../account/rules.ts';

/** Published on purpose: these accounts exist in the sample county only, and open nothing in production. */
export const samplePassword = 'sunshine-515';

// Review, confidentiality and sign-off hold on the whole county, so that a village's sheet can be walked to the public too.
const people: {
  login: string;
  role: Role;
  personName: string;
  post: string;
  bodyCode: string;
  scopeCode?: string;
  bodyName: string;
}[] = [
  {
    login: 'jingban',
    role: 'clerk',
    personName: '王敏',
    post: '办公室科员',
    bodyCode: '210681-05',
    bodyName: '东港市民政局',
  },
  {
    login: 'shenhe',
    role: 'reviewer',
    personName: '李国强',
    post: '政务公开科科长',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'baomi',
    role: 'confidentiality',
    personName: '赵静',
    post: '保密办主任',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'qianfa',
    role: 'leader',
    personName: '孙立新',
    post: '副主任',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'gongkaiban',
    role: 'office',
    personName: '刘晓燕',
    post: '政务公开办公室主任',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'jiandu',
    role: 'supervisor',
    personName: '陈志远',
    post: '督查室主任',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'cun',
    role: 'village',
    personName: '于得水',
    post: '村务公开信息员',
    bodyCode: '210681115200',
    bodyName: '房身村委会',
  },
  {
    login: 'jianwei',
    role: 'committee',
    personName: '王强',
    post: '村务监督委员会主任',
    bodyCode: '210681115200',
    bodyName: '房身村委会',
  },
  {
    login: 'xiangzhen',
    role: 'clerk',
    personName: '林丽',
    post: '党政办科员',
    bodyCode: '210681115',
    bodyName: '小甸子镇人民政府',
  },
  {
    login: 'xianchang',
    role: 'stall',
    personName: '周洋',
    post: '便民服务中心工作人员',
    bodyCode: '210681115',
    bodyName: '小甸子镇人民政府',
  },
  {
    login: 'xitong',
    role: 'system_admin',
    personName: '吴刚',
    post: '系统管理员',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'anquan',
    role: 'security_admin',
    personName: '郑洁',
    post: '安全管理员',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
  {
    login: 'shenji',
    role: 'audit_admin',
    personName: '冯岩',
    post: '审计管理员',
    bodyCode: '210681-01',
    scopeCode: '210681',
    bodyName: '东港市人民政府办公室',
  },
];

/** At least one account a role. */
export const sampleAccounts = people.map((person) => ({ ...person, roleName: roles[person.role] }));
