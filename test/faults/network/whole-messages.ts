/** Cuts a stream of bytes into the CTRL messages it is made of, each with its IPA frame. */
export function ctrlMessages(): (piece: Buffer) => Buffer[] {
  return cutting((bytes) => {
    if (bytes.length < 4) return null;
    const length = 3 + bytes.readUInt16BE(0);
    return bytes.length < length ? null : length;
  });
}

/** The same for HTTP/1.1: requests and answers, with a length or in chunks. A body of ours never has what ends the last chunk in it. */
export function httpMessages(): (piece: Buffer) => Buffer[] {
  return cutting((bytes) => {
    const head = bytes.indexOf('\r\n\r\n');
    if (head < 0) return null;
    const lines = bytes.toString('latin1', 0, head).toLowerCase();
    if (/^transfer-encoding: chunked/m.test(lines)) {
      const end = bytes.indexOf('0\r\n\r\n', head + 2);
      return end < 0 ? null : end + 5;
    }
    const length = head + 4 + Number(/^content-length: (\d+)/m.exec(lines)?.[1] ?? 0);
    return bytes.length < length ? null : length;
  });
}

/** `lengthOf`: how long the first message of the bytes is; null when it is not all there. */
function cutting(lengthOf: (bytes: Buffer) => number | null): (piece: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const whole: Buffer[] = [];
    for (let length = lengthOf(rest); length !== null; length = lengthOf(rest)) {
      whole.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    return whole;
  };
}
