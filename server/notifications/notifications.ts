export { notify } from './notify.ts';
export type { NewNotification } from './notify.ts';
export type { NotificationKind, NotificationValues } from './sentences.ts';
