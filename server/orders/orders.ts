/** The front door of orders: changes of lines from the dry run to the last result. */
export { startBeginner } from './begin-on-time.ts';
export { endPasses } from './end-passes.ts';
export { correctLines } from './correct-lines.ts';
export { takeOverLines } from './take-over-lines.ts';
export { orderHearers } from './hear-items.ts';
export { handleFailed } from './handle-failed.ts';
export { beginHandling, countHandled } from './handling-store.ts';
export { submitOrder } from './submit-order.ts';
export { startSweeper } from './sweep-in-background.ts';
export { tellItem } from './order-answer.ts';
export { ordersRoutes } from './routes.ts';
