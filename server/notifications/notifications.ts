export { type NewNotification, notify } from './notify.ts';
export { notificationRoutes } from './routes.ts';
