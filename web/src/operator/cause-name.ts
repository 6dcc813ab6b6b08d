import { useLingui } from '@lingui/react';

/** The short names of causes, as staff speak of them. A cause that this version does not know is told by its code. */
export function useCauseName(): (code: string) => string {
  const { i18n } = useLingui();
  return (code) => {
    switch (code) {
      case 'network-refused':
        return i18n.t({ id: 'fallout.cause.network-refused', message: 'Refused by the network' });
      case 'subscriber-unknown':
        return i18n.t({ id: 'fallout.cause.subscriber-unknown', message: 'SIM card unknown to the network' });
      case 'service-unknown':
        return i18n.t({ id: 'fallout.cause.service-unknown', message: 'Service unknown to the network' });
      case 'element-busy':
        return i18n.t({ id: 'fallout.cause.element-busy', message: 'Network too busy' });
      case 'no-answer':
        return i18n.t({ id: 'fallout.cause.no-answer', message: 'No answer in time' });
      case 'connection-lost':
        return i18n.t({ id: 'fallout.cause.connection-lost', message: 'Connection lost' });
      case 'outcome-unclear':
        return i18n.t({ id: 'fallout.cause.outcome-unclear', message: 'Outcome unclear' });
      case 'worker-lost':
        return i18n.t({ id: 'fallout.cause.worker-lost', message: 'Interrupted again and again' });
      case 'defect':
        return i18n.t({ id: 'fallout.cause.defect', message: 'Defect of the portal or a connector' });
      case 'no-longer-possible':
        return i18n.t({
          id: 'fallout.cause.no-longer-possible',
          message: 'No longer possible by the rules',
        });
      default:
        return code;
    }
  };
}
