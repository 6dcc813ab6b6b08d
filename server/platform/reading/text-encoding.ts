export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** What a text file shows while it goes by. */
export type TextCheck = {
  take(bytes: Uint8Array): void;
  /** Whether all of it is valid UTF-8, and whether a zero byte is in it. */
  end(): { isUtf8: boolean; hasZero: boolean };
};

/** Looks at a text as it goes by, piece by piece. */
export function textCheck(): TextCheck {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let hasZero = false;
  const decode = (bytes?: Uint8Array) => {
    if (!isUtf8) return;
    try {
      if (bytes) decoder.decode(bytes, { stream: true });
      else decoder.decode();
    } catch {
      isUtf8 = false;
    }
  };
  return {
    take(bytes) {
      hasZero ||= bytes.includes(0);
      decode(bytes);
    },
    end() {
      decode();
      return { isUtf8, hasZero };
    },
  };
}

/**
 * The encoding of a text: by its mark; without one UTF-16 by the zero bytes that it has between letters of our languages, else UTF-8 when
 * all of it is valid, else Windows-1252, in which spreadsheets here save. Null: there are zero bytes where no text has them.
 */
export function encodingOf(
  head: Uint8Array,
  { isUtf8, hasZero }: { isUtf8: boolean; hasZero: boolean },
): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (hasZero) return utf16Without(head);
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

function utf16Without(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  head.forEach((byte, place) => {
    if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return null;
}
