// One way of writing numbers and times for pages, mails and files: the server's module has no dependency and runs here too.
export {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoney,
  formatNumber,
} from '../../../server/platform/format.ts';
