/** A message of the Osmocom CTRL interface in its IPA frame: length, protocol 0xEE, extension 0x00, text. A peer resets the connection on a longer one. */
const mostBytes = 2000;
const protocol = 0xee;
const extension = 0x00;

/** The frame of a message. Throws a RangeError when it is too long for the peer. */
export function ctrlFrame(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  if (payload.length > mostBytes) throw new RangeError(`a CTRL message has at most ${mostBytes} bytes`);
  const frame = Buffer.alloc(4 + payload.length);
  frame.writeUInt16BE(payload.length + 1, 0);
  frame[2] = protocol;
  frame[3] = extension;
  payload.copy(frame, 4);
  return frame;
}

/** Puts frames together from pieces of any size. Throws when what comes is no CTRL frame. */
export function frameReader(): (piece: Buffer) => string[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const texts: string[] = [];
    let from = 0;
    while (rest.length - from >= 4) {
      const end = from + 3 + rest.readUInt16BE(from);
      if (rest[from + 2] !== protocol || rest[from + 3] !== extension || end < from + 4)
        throw new Error('this is not the CTRL interface: no IPA frame of protocol EE/00');
      if (rest.length < end) break;
      texts.push(rest.toString('utf8', from + 4, end));
      from = end;
    }
    rest = rest.subarray(from);
    return texts;
  };
}
