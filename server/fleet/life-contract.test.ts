import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterMove,
  againstMove,
  type LifeOfLine,
  lineMoves,
  lineStatuses,
  operatorReasons,
  suspensionReasons,
} from './life-contract.ts';

const anyMove = fc.constantFrom(...(Object.keys(lineMoves) as (keyof typeof lineMoves)[]));
const anyReason = fc.constantFrom(...suspensionReasons);
const anyLine: fc.Arbitrary<LifeOfLine> = fc.record({
  status: fc.constantFrom(...lineStatuses),
  statusReason: fc.option(fc.constantFrom(...suspensionReasons, ...operatorReasons)),
  statusUnderWay: fc.option(anyMove),
});

describe('the life of a line', () => {
  it('goes by possible moves only, however they are asked for', () => {
    fc.assert(
      fc.property(anyLine, fc.array(fc.tuple(anyMove, anyReason)), (line, moves) => {
        let present = line;
        for (const [move, reason] of moves) {
          if (againstMove(present, move)) continue;
          const next = afterMove(present, { move, reason });
          expect(present.status).toBe(lineMoves[move].from);
          expect(next.status).toBe(lineMoves[move].to);
          // A reason stands where a line is suspended and nowhere else, once somebody has moved it.
          expect(next.statusReason !== null).toBe(next.status === 'suspended');
          present = next;
        }
      }),
    );
  });

  it('is moved by nobody while another move is under way, before it is active or after it has ended', () => {
    const held = fc.check(
      fc.property(anyLine, anyMove, (line, move) => {
        const isFixed = line.statusUnderWay || line.status === 'pending' || line.status === 'ceased';
        return !isFixed || againstMove(line, move) !== null;
      }),
    );
    expect(held.counterexample).toBeNull();
  });

  it('goes on by the operator alone where the operator suspended it', () => {
    for (const statusReason of operatorReasons)
      expect(againstMove({ status: 'suspended', statusReason }, 'reactivate')).toEqual({
        code: 'suspended-by-operator',
      });
  });
});
