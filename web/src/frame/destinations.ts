/** One thing to go to, under the heading of its group. */
export type Destination = { key: string; group: string; label: string; detail?: string; go: () => void };

/** Those in which all words that were typed occur, whatever case and accents; all when nothing was typed. */
export function destinationsFor(typed: string, all: Destination[]): Destination[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return all.filter(({ label }) => {
    const text = folded(label);
    return words.every((word) => text.includes(word));
  });
}

/** The next one down or up; past the last comes the first. */
export function stepFrom(at: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
