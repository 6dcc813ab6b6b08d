declare module 'virtual:first-texts/*' {
  import type { Messages } from '@lingui/core';

  export const messages: Messages;
}

declare module 'virtual:further-texts/*' {
  import type { Messages } from '@lingui/core';

  export const messages: Messages;
}
