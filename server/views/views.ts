/** Lists that people keep under a name: the front door. */
export { forgetOldLists, viewSeen } from './keep-views.ts';
export { viewsRoutes } from './routes.ts';
