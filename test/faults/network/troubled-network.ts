import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a network, or an element behind it, does to whoever speaks to it. */
export const troubles = [
  'refused',
  'reset',
  'hung',
  'half-open',
  'slow',
  'late answer',
  'answered twice',
  'out of order',
  'nonsense',
] as const;
export type Trouble = (typeof troubles)[number];

type Parts = {
  /** Of the element on this machine. */
  port: number;
  /** Puts whole messages together from pieces; one for each direction of each connection. */
  messages: () => (piece: Buffer) => Buffer[];
  nonsense: (chance: () => number) => Buffer;
  chance: () => number;
  /** One message in so many meets trouble. */
  oneIn: number;
  /** Milliseconds after which whoever asked has given up. */
  patience: number;
};

/**
 * A network between a connector and its element: real sockets, through which one request in so many meets each of the troubles in turn, in
 * an order that `chance` shuffles. What it holds back of a connection that was closed it delivers all the same, as a real one does; what was
 * on a connection that was reset it drops.
 */
export async function troubledNetwork(parts: Parts) {
  const counts = Object.fromEntries(troubles.map((each) => [each, 0])) as Record<Trouble, number>;
  const lines = new Set<{ cut(): void }>();
  let isCalm = false;
  let deck: Trouble[] = [];
  let answers = 0;
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const line = troubledLine(client, {
      ...parts,
      draw,
      refuse,
      answered: () => (answers += 1),
      answers: () => answers,
    });
    lines.add(line);
    client.once('close', () => lines.delete(line));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the network has no port');
  const { port } = address;

  function draw(): Trouble | null {
    if (isCalm || parts.chance() * parts.oneIn >= 1) return null;
    if (deck.length === 0)
      deck = troubles
        .map((trouble) => ({ trouble, place: parts.chance() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ trouble }) => trouble);
    const trouble = deck.pop() ?? 'reset';
    counts[trouble] += 1;
    return trouble;
  }

  /** Nobody gets in for a while, and who was in is thrown out. */
  function refuse(): void {
    if (!server.listening) return;
    server.close();
    for (const line of lines) line.cut();
    setTimeout(() => server.listen(port, '127.0.0.1'), parts.patience * (0.2 + parts.chance() * 0.8));
  }

  return {
    port,
    /** How often each trouble was met. */
    counts,
    /** No trouble from now on. */
    calm: () => {
      isCalm = true;
    },
    close: async () => {
      isCalm = true;
      if (!server.listening) await once(server, 'listening');
      for (const line of lines) line.cut();
      server.close();
      await once(server, 'close');
    },
  };
}

type Line = Parts & {
  draw(): Trouble | null;
  refuse(): void;
  answered(): void;
  answers(): number;
};

/** One connection of a client and the one to the element that belongs to it. */
function troubledLine(client: Socket, network: Line): { cut(): void } {
  const { chance, patience } = network;
  const element = connect({ port: network.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const asks = network.messages();
  const says = network.messages();
  /** What is to happen to the answers of the requests under way, the oldest first. */
  const fates: (Trouble | null)[] = [];
  let isReset = false;
  let isDead = false;
  /** To the element and back: what comes later waits behind what is held. */
  let way: Promise<void> = Promise.resolve();
  let back: Promise<void> = Promise.resolve();

  client.on('data', (piece) => {
    for (const message of asks(piece)) way = way.then(() => request(message)).catch(() => {});
  });
  client.on('error', () => {
    isReset = true;
  });
  client.on('end', () => {
    if (isDead) client.destroy();
    way = way.then(() => void element.end());
  });
  client.on('close', () => {
    if (isReset) element.destroy();
    else way = way.then(() => void element.end());
  });
  element.on('data', (piece) => {
    for (const message of says(piece)) answer(message);
  });
  element.on('error', () => client.destroy());
  element.on('end', () => {
    if (!isDead) client.end();
  });

  async function request(message: Buffer): Promise<void> {
    if (isReset || isDead) return;
    const trouble = network.draw();
    if (trouble === 'refused') return network.refuse();
    if (trouble === 'half-open') {
      isDead = true;
      return;
    }
    if (trouble === 'reset' && chance() < 0.5) {
      // Before the element has it, or only a part of it.
      if (chance() < 0.5) element.write(message.subarray(0, Math.floor(message.length / 2)));
      return cut();
    }
    if (trouble === 'nonsense' && chance() < 0.5) return say(network.nonsense(chance));
    if (trouble === 'hung') {
      // Longer than anybody waits, and shorter than what he then waits to be sure; on a machine that is too busy for that it is lost.
      const since = performance.now();
      const goesOn = pause(patience * (1.05 + chance() * 0.3));
      back = back.then(() => goesOn);
      await goesOn;
      if (performance.now() - since > patience * 1.5) return cut();
    }
    if (isReset) return;
    fates.push(trouble);
    if (trouble === 'slow') await trickle(element, message);
    else element.write(message);
  }

  function answer(message: Buffer): void {
    if (isDead) return;
    network.answered();
    const fate = fates.shift() ?? null;
    if (fate === 'reset') cut();
    else if (fate === 'nonsense') say(network.nonsense(chance));
    else if (fate === 'slow') back = back.then(() => trickle(client, message));
    else if (fate === 'late answer') void pause(patience * (1.1 + chance() * 0.4)).then(() => say(message));
    else if (fate === 'out of order') void othersFirst().then(() => say(message));
    else say(message);
    if (fate === 'answered twice') void pause(chance() * 30).then(() => say(message));
  }

  function say(message: Buffer): void {
    back = back.then(() => void (client.writable && client.write(message)));
  }

  async function othersFirst(): Promise<void> {
    const from = network.answers();
    for (let wait = 0; wait < 30 && network.answers() < from + 2; wait += 1) await pause(2);
  }

  function cut(): void {
    isReset = true;
    client.resetAndDestroy();
    element.destroy();
  }

  /** In pieces, some time after each other, all of it before anybody loses patience. */
  async function trickle(to: Socket, message: Buffer): Promise<void> {
    const size = Math.ceil(message.length / 4);
    for (let from = 0; from < message.length; from += size) {
      if (to.writable) to.write(message.subarray(from, from + size));
      await pause((chance() * patience) / 10);
    }
  }

  return { cut };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
