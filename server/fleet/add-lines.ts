import { currentCatalogue } from '../catalogue/catalogue.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { insertRows } from './line-store.ts';
import {
  heldOptions,
  lineColumns,
  type NewLine,
  optionColumns,
  simColumns,
  stateColumns,
} from './new-line.ts';

/**
 * Adds lines with their live SIM and options, under the terms of the catalogue in force; returns their ids in order. Takes
 * thousands at once: four statements whatever their number.
 */
export async function addLines(caller: Call, lines: NewLine[]): Promise<string[]> {
  const catalogue = await currentCatalogue(caller);
  const added = lines.map((line) => ({ id: newId(), line, held: heldOptions(catalogue, line, caller.now) }));
  await inTransaction(caller, async (call) => {
    await insertRows(
      call,
      'line',
      added.map(({ id, line }) => lineColumns(catalogue, id, line)),
    );
    await insertRows(
      call,
      'line_state',
      added.map(({ id, line, held }) => stateColumns(id, line, held)),
    );
    await insertRows(
      call,
      'sim',
      added.map(({ id, line }) => simColumns(id, line)),
    );
    await insertRows(
      call,
      'line_option',
      added.flatMap(({ id, line, held }) => held.map((option) => optionColumns(id, line, option))),
    );
  });
  return added.map(({ id }) => id);
}
