import type { OssWords } from '../../server/provisioning/connectors/tmf641-order.ts';
import { ossIdentities } from '../../server/provisioning/connectors/tmf641-services.ts';

/** How the OSS of the tests names things. */
export const ossWords: OssWords = {
  services: {
    'data-bundle': { specification: 'CFS-DATA', characteristic: 'bundle', values: { 'boost-5gb': 'B5' } },
    roaming: { specification: 'CFS-ROAMING' },
    voicemail: { carried: 'elsewhere' },
  },
  identities: ossIdentities.parse(undefined),
  subscription: 'mobile-subscription',
  refusals: { 'SIM-404': 'subscriber-unknown' },
};
