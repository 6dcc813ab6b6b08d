/**
 * The portal cannot start, and the person who started it can do something about it. Its message is one English sentence
 * that says what is wrong and what to do; `main.ts` prints it and exits with code 1. Any other error at the start is a defect.
 */
export class StartFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFailure';
  }
}

/** The `code` of a system or PostgreSQL error (`EADDRINUSE`, `28P01`), or '' when it has none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** Why the portal cannot listen, as one sentence; an error that has another reason is given back as it is. */
export function listenFailure(error: unknown, host: string, port: number): unknown {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is taken by another program: stop it, or choose another port with PORT.`,
    EACCES: `This account may not listen on port ${port}: choose one from 1024 up with PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: choose another with HOST.`,
    ENOTFOUND: `The host ${host} is not known: choose another with HOST.`,
  };
  const sentence = sentences[errorCode(error)];
  return sentence === undefined ? error : new StartFailure(sentence, { cause: error });
}
