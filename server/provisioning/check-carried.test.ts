import { expect, it } from 'vitest';
import { demoCatalogue } from '../../test/catalogue.ts';
import { checkCarried } from './check-carried.ts';
import { networkOf, readNetwork } from './network-file.ts';

const catalogue = await demoCatalogue();
const access = `
      circuit-switched: { on: cs-enabled=1, off: cs-enabled=0 }
      packet-switched: { on: ps-enabled=1, off: ps-enabled=0 }
      data-barred: { on: ps-enabled=0, off: ps-enabled=1 }`;
const others = [...new Set([...catalogue.plans, ...catalogue.options].flatMap(({ network }) => network))]
  .map(({ service }) => service)
  .filter((service) => service !== 'data-barred');
const elsewhere = (...except: string[]) =>
  [...new Set(others)]
    .filter((service) => !except.includes(service))
    .map((service) => `\n      ${service}: { carried: elsewhere }`)
    .join('');

function check(services: string, rules = '[]', otherwise = 'hlr'): void {
  const text = `elements:
  - name: demo
    kind: simulator
  - name: hlr
    kind: osmo-hlr
    address: 127.0.0.2
    services:${services}
rules: ${rules}
default: ${otherwise}
`;
  checkCarried(networkOf('network.yaml', text), catalogue);
}

it('a catalogue of which every service is translated or carried elsewhere is accepted', () => {
  expect(() => check(access + elsewhere())).not.toThrow();
});

it('an option that an element cannot carry out is refused, with the element and the place', () => {
  expect(() => check(access + elsewhere('voicemail-delivery'))).toThrow(
    'network.yaml:4: element hlr cannot carry out option voicemail-by-email: it does not say what the service voicemail-delivery means there (email, off).',
  );
});

it('an option is refused that could be switched on but never off', () => {
  expect(() => check(access.replace(', off: ps-enabled=1 }', ' }') + elsewhere())).toThrow(
    /element hlr cannot carry out option block-data: .* data-barred means there \(off\)/,
  );
});

it('an option whose value the customer sets can only be carried elsewhere', () => {
  expect(() =>
    check(`${access}${elsewhere('roaming-data-limit')}\n      roaming-data-limit: { off: ps-enabled=1 }`),
  ).toThrow(/roaming-data-limit means there \(what the customer sets\)/);
});

const oss = (services: string) => () => {
  const text = `elements:
  - name: oss
    kind: tmf641
    address: https://oss.example.be/tmf-api/serviceOrdering/v4
    services:
      circuit-switched: { specification: RFS-CS, characteristic: access }
      packet-switched: { specification: RFS-PS, characteristic: access }${services}
default: oss
`;
  checkCarried(networkOf('network.yaml', text), catalogue);
};
const limit = (more = '') =>
  `\n      roaming-data-limit: { specification: CFS-LIMIT, characteristic: euro${more} }`;

it('an OSS carries out a service that it has a name for, with the values that it has', () => {
  const barred = '\n      data-barred: { specification: CFS-BARRING }';
  expect(oss(barred + elsewhere())).not.toThrow();
  expect(oss(elsewhere())).toThrow(/element oss cannot carry out option block-data/);
  expect(oss(barred + elsewhere('roaming-data-limit') + limit())).not.toThrow();
  expect(oss(barred + elsewhere('roaming-data-limit') + limit(", values: { '50': 50 }"))).toThrow(
    /roaming-data-limit means there \(what the customer sets\)/,
  );
});

it('a status and a plan that an element cannot carry out are refused', () => {
  expect(() => check(access.replace(/\n {6}circuit.*/, '') + elsewhere())).toThrow(
    /cannot carry out status active, status suspended: .* circuit-switched means there \(on, off\)/,
  );
  expect(() => check(access + elsewhere('subscription'))).toThrow(/cannot carry out plan shape-basic/);
});

it('only what the rules may send to an element needs to be known there', () => {
  const onlyData = '[{ element: hlr, plan: business-everywhere-intense }]';
  expect(() => check(access + elsewhere('voicemail-delivery'), onlyData, 'demo')).not.toThrow(
    /shape-basic|unlimited-calls/,
  );
  expect(() => check(access + elsewhere(), onlyData, 'demo')).not.toThrow();
  expect(() => check(access, '[{ element: demo, product: [voice, data, m2m] }]')).not.toThrow();
  expect(() => check(access, "[{ element: demo, simRange: '8932' }]")).toThrow(/cannot carry out plan/);
});

it('two services that set one field are refused: taking one away would undo the other', () => {
  expect(() =>
    check(`${access}${elsewhere('roaming')}\n      roaming: { on: ps-enabled=1, off: ps-enabled=0 }`),
  ).toThrow(/the services data-barred and roaming both set ps-enabled/);
});

it('a rule for a plan that is not sold is refused', () => {
  expect(() => check(access + elsewhere(), '[{ element: hlr, plan: gold }]')).toThrow(
    'network.yaml:39: rule number 1: the plan gold is not in the catalogue.',
  );
});

it('the example of a network fits the demo operator', async () => {
  const network = await readNetwork('docs/operate/network-osmo-hlr.yaml');
  expect(() => checkCarried(network, catalogue)).not.toThrow();
});
