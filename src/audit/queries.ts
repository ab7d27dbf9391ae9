import { sql } from 'kysely';
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
    .where((eb) => {
      const mine = inScope(actor, 'audit.read', 'body.path');
      // Events of no body concern the whole site: they are for whoever audits from the root of the tree.
      const ofNoBody = eb('audit_event.body_id', 'is', null);
      const auditsAll = sql<boolean>`exists (select from body root where root.parent_id is null and ${inScope(actor, 'audit.read', 'root.path')})`;
      return eb.or([mine, eb.and([ofNoBody, auditsAll])]);
    });
  if (filter.beforeId) query = query.where('audit_event.id', '<', filter.beforeId);
  if (filter.verb) query = query.where('audit_event.verb', 'like', `${filter.verb.replaceAll(/[\\%_]/g, '\\$&')}%`);
  if (filter.person) query = query.where('audit_event.person_name', '=', filter.person);
  if (filter.subjectId) query = query.where('audit_event.subject_id', '=', filter.subjectId);
  if (filter.bodyId) query = query.where('audit_event.body_id', '=', filter.bodyId);
  if (filter.fromOn) query = query.where('audit_event.at', '>=', legalMidnight(filter.fromOn, 0));
  if (filter.toOn) query = query.where('audit_event.at', '<', legalMidnight(filter.toOn, 1));
  return query.orderBy('audit_event.id', 'desc').limit(filter.limit).execute();
}

/** The instant at which a legal day begins, some days on (Shanghai is UTC+8 all year). */
const legalMidnight = (day: string, daysOn: number) =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + daysOn * 86_400_000);
