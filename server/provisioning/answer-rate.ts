/** How many calls an element without a rate answers of this process, as far as the last moments tell. */
export type AnswerRate = {
  answered(): void;
  /** In as long as `overMs`: in the one that is running or the whole one before it, whichever had more. */
  recent(): number;
};

/** Counts anew every `overMs`; `now` is performance.now but in tests. */
export function answerRate(overMs: number, now: () => number = () => performance.now()): AnswerRate {
  let begun = now();
  let count = 0;
  let before = 0;
  return {
    answered: () => {
      turnOver();
      count += 1;
    },
    recent: () => {
      turnOver();
      return Math.max(count, before);
    },
  };

  function turnOver(): void {
    const passed = now() - begun;
    if (passed < overMs) return;
    before = passed < 2 * overMs ? count : 0;
    count = 0;
    begun += Math.floor(passed / overMs) * overMs;
  }
}
