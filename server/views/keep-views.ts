import { record } from '../audit/audit.ts';
import { forgetPastedLists } from '../finding/finding.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { ChangeView, SavedView, SavedViewList, SaveView } from './contract.ts';
import {
  countOwnViews,
  deleteView,
  findViews,
  holdView,
  listsOfViews,
  insertView,
  isNameTaken,
  updateView,
} from './store.ts';

/** More than anybody finds his way in. */
const mostViews = 100;

/** A person's own views, and those of his company that name no customer number that he may not see. */
export async function listViews(call: Call<Person>): Promise<SavedViewList> {
  return { views: (await findViews(call)).map(shown) };
}

/** A view that this person sees. `hold`: nobody removes it until this transaction ends. */
export async function viewSeen(
  call: Call<Person>,
  viewId: string,
  how: 'hold' | 'read' = 'read',
): Promise<SavedView | undefined> {
  if (how === 'hold') await holdView(call, viewId);
  const [view] = await findViews(call, viewId);
  return view && shown(view);
}

/** Keeps a list under a name. Sent again with the same id it is the same view. */
export async function saveView(caller: Call<Person>, wanted: SaveView): Promise<SavedView> {
  return inTransaction(caller, async (call) => {
    const [before] = (await findViews(call, wanted.id)).filter(({ mine }) => mine);
    if (before) return shown(before);
    if (wanted.shared) mayShare(call);
    if ((await countOwnViews(call)) >= mostViews) throw tooMany();
    if (await isNameTaken(call, { ...wanted, personId: call.actor.personId })) throw nameTaken(wanted.name);
    if (!(await insertView(call, wanted))) throw notFound();
    await record(call, { action: 'views.saved', targetKind: 'view', targetId: wanted.id, after: wanted });
    return shown(await changeable(call, wanted.id));
  });
}

/** Renames, shares or keeps to oneself, or shows something else under the same name. */
export async function changeView(
  caller: Call<Person>,
  { viewId, change }: { viewId: string; change: ChangeView },
): Promise<SavedView> {
  return inTransaction(caller, async (call) => {
    const before = await changeable(call, viewId);
    const after = {
      ...before,
      name: change.name ?? before.name,
      shared: change.shared ?? before.shared,
      query: change.query ?? before.query,
    };
    if (after.shared) mayShare(call);
    if (await isNameTaken(call, after)) throw nameTaken(after.name);
    await updateView(call, after);
    await record(call, {
      action: 'views.changed',
      targetKind: 'view',
      targetId: viewId,
      before: kept(before),
      after: kept(after),
    });
    return shown(after);
  });
}

/** Removes a view; the numbers stay. */
export async function removeView(caller: Call<Person>, viewId: string): Promise<void> {
  await inTransaction(caller, async (call) => {
    const before = await changeable(call, viewId);
    await deleteView(call, viewId);
    await record(call, {
      action: 'views.removed',
      targetKind: 'view',
      targetId: viewId,
      before: kept(before),
    });
  });
}

/** Forgets pasted lists that are old and that no view shows. */
export async function forgetOldLists(call: Call<System>): Promise<void> {
  await forgetPastedLists(call, await listsOfViews(call));
}

type Seen = Awaited<ReturnType<typeof findViews>>[number];

/** One's own, and for a manager also a shared one of a colleague, who may have left. */
async function changeable(call: Call<Person>, id: string): Promise<Seen> {
  const [view] = await findViews(call, id);
  if (!view) throw notFound();
  if (!view.mine) mayShare(call);
  return view;
}

/** What colleagues see is changed by who may change things. */
function mayShare({ actor }: Call<Person>): void {
  if (actor.role !== 'manager')
    throw new Refusal(403, 'views-are-shared-by-managers', 'Only who may change things can share a view.');
}

function nameTaken(name: string): Refusal {
  return new Refusal(409, 'view-name-taken', 'Another view has the name “{name}”: choose another name.', {
    values: { name },
  });
}

function tooMany(): Refusal {
  return new Refusal(409, 'too-many-views', 'You keep {most} views already: remove one first.', {
    values: { most: mostViews },
  });
}

function shown({ id, name, shared, mine, owner, query }: Seen): SavedView {
  return { id, name, shared, mine, owner, query };
}

function kept({ name, shared, query }: Seen): object {
  return { name, shared, query };
}
