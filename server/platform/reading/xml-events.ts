import { SaxesParser } from 'saxes';
import { Refusal } from '../refusal.ts';
import { unreadable } from './unreadable.ts';

type Hears = {
  opens?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  closes?(name: string): void;
};

/**
 * Reads XML as it comes and tells what is in it, names without their prefix; pauses after each piece, so that who asks can take what has come so
 * far. A document type is refused: it could define entities without end.
 */
export async function* xmlEvents(text: AsyncIterable<string>, hears: Hears): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw unreadable.broken();
  });
  parser.on('error', () => {
    throw unreadable.broken();
  });
  parser.on('opentag', (tag) => hears.opens?.(bare(tag.name), tag.attributes));
  parser.on('text', (text) => hears.text?.(text));
  parser.on('cdata', (text) => hears.text?.(text));
  parser.on('closetag', ({ name }) => hears.closes?.(bare(name)));
  try {
    for await (const piece of text) {
      parser.write(piece);
      yield;
    }
    parser.close();
    yield;
  } catch (error) {
    throw error instanceof Refusal || !isOfParser(error) ? error : unreadable.broken();
  }
}

function isOfParser(error: unknown): boolean {
  return error instanceof Error && error.stack?.includes('saxes') === true;
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
