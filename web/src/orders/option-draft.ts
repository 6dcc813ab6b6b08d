import type { ParameterValues, ShownOption, WayOut } from '../../../server/catalogue/contract.ts';

/** What the person has ticked and not sent yet: options to add with their parameters, options to remove. */
export type Draft = { add: Record<string, ParameterValues>; remove: string[] };

export const emptyDraft: Draft = { add: {}, remove: [] };

export function isEmpty(draft: Draft): boolean {
  return Object.keys(draft.add).length === 0 && draft.remove.length === 0;
}

/** The draft as the rules and the server take it. */
export function changeOf(draft: Draft): {
  add: { code: string; parameters: ParameterValues }[];
  remove: string[];
} {
  return {
    add: Object.entries(draft.add).map(([code, parameters]) => ({ code, parameters })),
    remove: draft.remove,
  };
}

/** Wants an option with its parameters' defaults, or the values given; takes back a wish to remove it. */
export function add(draft: Draft, option: ShownOption, values?: ParameterValues): Draft {
  const defaults = Object.fromEntries(
    option.parameters.map((parameter) => [parameter.code, parameter.default]),
  );
  return {
    add: { ...draft.add, [option.code]: { ...defaults, ...draft.add[option.code], ...values } },
    remove: draft.remove.filter((code) => code !== option.code),
  };
}

/** Wants an option away; takes back a wish to add it. */
export function remove(draft: Draft, code: string): Draft {
  return { add: without(draft.add, code), remove: [...draft.remove.filter((each) => each !== code), code] };
}

/** Says nothing about an option any more. */
export function leave(draft: Draft, code: string): Draft {
  return { add: without(draft.add, code), remove: draft.remove.filter((each) => each !== code) };
}

/** Takes the way out that the rules offer for `code`: everything it says, and the option itself. */
export function takeWayOut(
  draft: Draft,
  wayOut: WayOut,
  optionOf: (code: string) => ShownOption | undefined,
): Draft {
  let taken = draft;
  for (const code of wayOut.remove) taken = draft.add[code] ? leave(taken, code) : remove(taken, code);
  for (const code of wayOut.add) {
    const option = optionOf(code);
    if (option) taken = draft.remove.includes(code) ? leave(taken, code) : add(taken, option);
  }
  return taken;
}

function without(wanted: Draft['add'], code: string): Draft['add'] {
  return Object.fromEntries(Object.entries(wanted).filter(([each]) => each !== code));
}
