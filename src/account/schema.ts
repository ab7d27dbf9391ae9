import { z } from 'zod';
import { roles, type Role } from './rules.ts';

export const signInInput = z.object({
  login: z.string().trim().toLowerCase().min(1, '请填写登录名').max(40, '登录名太长'),
  password: z.string().min(1, '请填写密码').max(200, '密码太长'),
});
export type SignIn = z.infer<typeof signInInput>;

const roleNames = Object.keys(roles) as [Role, ...Role[]];

export const newAccountInput = z.object({
  login: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '登录名用小写字母、数字、点、横线，2–40 位'),
  personName: z.string().trim().min(1, '请填写姓名').max(40, '姓名太长'),
  post: z.string().trim().max(60, '职务太长').default(''),
  password: z.string().min(1, '请填写初始密码').max(200, '密码太长'),
  bodyId: z.uuid('请选择机构'),
  sectionId: z.uuid('请选择科室').optional(),
  roles: z
    .array(z.object({ role: z.enum(roleNames, '请选择角色'), bodyId: z.uuid('请选择角色所管的机构') }))
    .min(1, '至少给一个角色'),
});
export type NewAccount = z.infer<typeof newAccountInput>;
