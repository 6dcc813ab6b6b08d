/** The front door of imports: changes of lines from a file, or pasted. */
export { startChecker } from './check-in-background.ts';
export { forgetOldImports } from './remove-import.ts';
export { importsRoutes } from './routes.ts';
