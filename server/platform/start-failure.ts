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
