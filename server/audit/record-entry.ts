import type { Actor, Call } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { insertEntry } from './store.ts';

export type NewAuditEntry = {
  /** `<domain>.<what>`: orders.submitted, sign-in.failed. */
  action: string;
  /** Whose audit it belongs to. Left out: the actor's organisation. */
  organisationId?: string | null;
  targetKind?: string;
  targetId?: string;
  /** State before and after, as plain JSON. Never a secret: no password, token or code. */
  before?: unknown;
  after?: unknown;
};

/** Writes down who did what, when and from where, in the caller's transaction: the entry stands or falls with the change. */
export async function record(call: Call, entry: NewAuditEntry): Promise<void> {
  await insertEntry(call.db, {
    id: newId(),
    organisation_id: entry.organisationId === undefined ? organisationOf(call.actor) : entry.organisationId,
    at: call.now,
    actor_kind: call.actor.kind,
    actor_id: 'personId' in call.actor ? call.actor.personId : null,
    actor_name: 'name' in call.actor ? call.actor.name : '',
    action: entry.action,
    target_kind: entry.targetKind ?? null,
    target_id: entry.targetId ?? null,
    request_id: call.requestId,
    ip: call.ip,
    before: asJson(entry.before),
    after: asJson(entry.after),
  });
}

function organisationOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.organisationId : null;
}

function asJson(state: unknown): string | null {
  return state === undefined || state === null ? null : JSON.stringify(state);
}
