/** Lists that people keep under a name: the front door. */
export { viewsRoutes } from './routes.ts';
