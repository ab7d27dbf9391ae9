import type { Actor } from '../account/rules.ts';
import { inScope } from '../account/scope.ts';
import type { Context } from '../platform/context.ts';
import type { AuditFilter } from './schema.ts';

/** Audit events of the bodies the actor audits, newest first; `beforeId` pages on. Events of no body are the county's. */
export async function auditEvents(ctx: Context, actor: Actor, filter: AuditFilter) {
  let query = ctx.db
    .selectFrom('audit_event')
    .leftJoin('body', 'body.id', 'audit_event.body_id')
    .select([
      'audit_event.id',
      'audit_event.at',
      'audit_event.person_name',
      'audit_event.verb',
      'audit_event.subject_type',
      'audit_event.subject_id',
      'audit_event.before',
      'audit_event.after',
      'audit_event.address',
      'audit_event.request_id',
      'body.name as body_name',
    ])
    .where((eb) => eb.or([inScope(actor, 'audit.read', 'body.path'), eb('audit_event.body_id', 'is', null)]));
  if (filter.beforeId) query = query.where('audit_event.id', '<', filter.beforeId);
  if (filter.verb) query = query.where('audit_event.verb', 'like', `${filter.verb}%`);
  if (filter.person) query = query.where('audit_event.person_name', '=', filter.person);
  if (filter.subjectId) query = query.where('audit_event.subject_id', '=', filter.subjectId);
  return query.orderBy('audit_event.id', 'desc').limit(filter.limit).execute();
}
