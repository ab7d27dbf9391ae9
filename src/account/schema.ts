import { z } from 'zod';
import { roles, type Role } from './rules.ts';

export const signInInput = z.object({
  login: z.string().trim().toLowerCase().min(1, '请填写登录名').max(40, '登录名太长'),
  password: z.string().min(1, '请填写密码').max(200, '密码太长'),
});
export type SignIn = z.infer<typeof signInInput>;

const roleNames = Object.keys(roles) as [Role, ...Role[]];

const login = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '登录名用小写字母、数字、点、横线，2–40 位');
const personName = z.string().trim().min(1, '请填写姓名').max(40, '姓名太长');
const givenRoles = z
  .array(z.object({ role: z.enum(roleNames, '请选择角色'), bodyId: z.uuid('请选择角色所管的机构') }))
  .min(1, '至少给一个角色')
  .max(20, '最多 20 个角色');

export const newAccountInput = z.object({
  login,
  personName,
  post: z.string().trim().max(60, '职务太长').default(''),
  bodyId: z.uuid('请选择机构'),
  sectionId: z.uuid('请选择科室').optional(),
  roles: givenRoles,
});
export type NewAccount = z.infer<typeof newAccountInput>;

export const rolesInput = z.object({ roles: givenRoles });
export type GivenRoles = z.infer<typeof rolesInput>['roles'];

export const ownPasswordInput = z.object({
  current: z.string().min(1, '请填写现在的密码').max(200, '密码太长'),
  next: z.string().min(1, '请填写新密码').max(200, '密码太长'),
});
export type OwnPassword = z.infer<typeof ownPasswordInput>;

/** The three administrators of a new site, by the names of the form's fields. */
export const firstAdministrators = {
  system: 'system_admin',
  security: 'security_admin',
  audit: 'audit_admin',
} as const satisfies Record<string, Role>;
export type FirstAdministrator = keyof typeof firstAdministrators;

const administrator = z
  .object({ login, personName, password: z.string().max(200, '密码太长'), again: z.string() })
  .refine(({ password, again }) => password === again, { path: ['again'], message: '两次填写的密码不一样' });

export const setupInput = z.object({
  county: z
    .object({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/, '行政区划代码是 6 位数字，例如 210681'),
      name: z.string().trim().min(2, '请填写县（市、区）的名称').max(40, '名称太长'),
    })
    .optional(),
  system: administrator,
  security: administrator,
  audit: administrator,
});
export type Setup = z.infer<typeof setupInput>;
