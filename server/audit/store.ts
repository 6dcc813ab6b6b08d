import type { Insertable } from 'kysely';
import { z } from 'zod';
import type { Db } from '../platform/call.ts';
import type { AuditEntry as AuditEntryRow } from '../tables.ts';
import { type AuditEntry, auditEntrySchema } from './contract.ts';

export async function insertEntry(db: Db, row: Insertable<AuditEntryRow>): Promise<void> {
  await db.insertInto('audit_entry').values(row).execute();
}

export type AuditQuery = {
  /** null = entries that belong to no organisation: anonymous ones, staff, the portal itself. */
  organisationId: string | null;
  action?: string;
  target?: { kind: string; id: string };
  /** At most so many, newest first. Default 100. */
  limit?: number;
};

/** The newest entries of one organisation, newest first. */
export async function readAudit(db: Db, query: AuditQuery): Promise<AuditEntry[]> {
  let entries = db
    .selectFrom('audit_entry')
    .selectAll()
    .where('organisation_id', query.organisationId === null ? 'is' : '=', query.organisationId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit ?? 100);
  if (query.action) entries = entries.where('action', '=', query.action);
  if (query.target) {
    entries = entries.where('target_kind', '=', query.target.kind).where('target_id', '=', query.target.id);
  }
  const rows = await entries.execute();
  return z.array(auditEntrySchema).parse(
    rows.map((row) => ({
      id: row.id,
      organisationId: row.organisation_id,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_name,
      action: row.action,
      targetKind: row.target_kind,
      targetId: row.target_id,
      requestId: row.request_id,
      ip: row.ip,
      before: row.before,
      after: row.after,
    })),
  );
}
