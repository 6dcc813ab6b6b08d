import { lanes, type Lane } from './lane.ts';

/** Who makes the next call, in this process. */
export type CallTurns = {
  /** Resolves when the call may be made: not before `notBefore` (as performance.now tells), and when one of the calls at a time is free. */
  enter(lane: Lane, notBefore: number): Promise<void>;
  /** The call has come out. */
  leave(): void;
  /** Calls at a time from now on; those under way are not cut off. */
  setAtATime(calls: number): void;
  underWay(): number;
};

type Waiting = { notBefore: number; go: () => void };

/** So many small changes go in a row at most while a large order could: it is slowed down, not stopped. */
const smallInARow = 7;

/** Small changes go first, in the order in which they came; `now` is performance.now but in tests. */
export function callTurns(now: () => number = () => performance.now()): CallTurns {
  const waiting: Record<Lane, Waiting[]> = { small: [], large: [] };
  let atATime = 0;
  let underWay = 0;
  let inARow = 0;
  let alarm: NodeJS.Timeout | undefined;

  return {
    enter: (lane, notBefore) =>
      new Promise((go) => {
        waiting[lane].push({ notBefore, go });
        letGo();
      }),
    leave: () => {
      underWay -= 1;
      letGo();
    },
    setAtATime: (calls) => {
      atATime = calls;
      letGo();
    },
    underWay: () => underWay,
  };

  function letGo(): void {
    clearTimeout(alarm);
    while (underWay < atATime) {
      const lane = nextLane();
      if (!lane) break;
      inARow = lane === 'small' ? inARow + 1 : 0;
      underWay += 1;
      waiting[lane].shift()?.go();
    }
    if (underWay >= atATime) return; // whoever leaves looks again
    const soonest = Math.min(...lanes.map((lane) => waiting[lane][0]?.notBefore ?? Infinity));
    if (soonest < Infinity) alarm = setTimeout(letGo, Math.max(1, soonest - now()));
  }

  function nextLane(): Lane | undefined {
    const ready = lanes.filter((lane) => (waiting[lane][0]?.notBefore ?? Infinity) <= now());
    return ready.length > 1 && inARow >= smallInARow ? 'large' : ready[0];
  }
}
