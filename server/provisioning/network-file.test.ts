import { expect, it } from 'vitest';
import { networkListeners } from './network-listeners.ts';
import { networkOf, NetworkFileError, readNetwork } from './network-file.ts';

const whole = `elements:
  - name: hlr-south
    kind: osmo-hlr
    address: 127.0.0.2
    limits: { ratePerSecond: 200, concurrency: 16 }
    services:
      data-barred: { on: ps-enabled=0, off: ps-enabled=1 }
      everything: { on: [ps-enabled=1, cs-enabled=1], off: [ps-enabled=0, cs-enabled=0] }
      voicemail: { carried: elsewhere }
  - name: demo
    kind: simulator
rules:
  - { element: hlr-south, simRange: '893201', plan: [basic, plus], product: voice }
default: demo
`;

const ossFile = (more: string) => `elements:
  - name: oss
    kind: tmf641
    address: https://oss.example.be/tmf-api/serviceOrdering/v4/
    services: { roaming: { specification: CFS-ROAMING } }
    ${more}
default: oss
`;

it('an OSS is described with the names of the variables that hold its secrets, never with the secrets', () => {
  expect(networkOf('network.yaml', ossFile('credentials: { bearer: OSS_TOKEN }')).elements).toMatchObject([
    {
      address: 'https://oss.example.be/tmf-api/serviceOrdering/v4',
      credentials: { bearer: 'OSS_TOKEN' },
      identities: { msisdn: 'MSISDN', iccid: 'ICCID', imsi: 'IMSI' },
    },
  ]);
  expect(() => networkOf('network.yaml', ossFile('notifications: s3cret!'))).toThrow(
    'network.yaml:6: element oss: "notifications" must be the name of an environment variable, like OSS_TOKEN; the secret itself is not written here.',
  );
  expect(() => networkOf('network.yaml', ossFile('credentials: { token: x }'))).toThrow(
    'element oss: "credentials" must be { bearer: NAME }',
  );
  const network = networkOf('network.yaml', ossFile('notifications: OSS_TOLD'));
  expect(() => networkListeners(network, () => null)).toThrow(
    'The network file names the variable OSS_TOLD for the element oss, and it is not set.',
  );
  expect(() => networkListeners(network, () => 'short')).toThrow('must have at least 20 letters');
});

it('a network file says which elements there are and which lines go where', () => {
  const { elements, rules, default: otherwise } = networkOf('network.yaml', whole);
  expect(rules).toEqual([
    { element: 'hlr-south', simRange: ['893201'], plan: ['basic', 'plus'], product: ['voice'] },
  ]);
  expect(otherwise).toBe('demo');
  const services = new Map<string, unknown>([
    [
      'data-barred',
      new Map([
        ['on', { 'ps-enabled': 0 }],
        ['off', { 'ps-enabled': 1 }],
      ]),
    ],
    [
      'everything',
      new Map([
        ['on', { 'ps-enabled': 1, 'cs-enabled': 1 }],
        ['off', { 'ps-enabled': 0, 'cs-enabled': 0 }],
      ]),
    ],
    ['voicemail', 'elsewhere'],
  ]);
  expect(elements).toEqual([
    {
      name: 'hlr-south',
      kind: 'osmo-hlr',
      address: { host: '127.0.0.2', port: 4259 },
      limits: { ratePerSecond: 200, concurrency: 16 },
      services,
    },
    { name: 'demo', kind: 'simulator', limits: {} },
  ]);
});

it.each([
  ['YAML that is none', whole.replace("'893201'", "'893201"), 'This is not valid YAML'],
  [
    'a field that does not exist',
    whole.replace('concurrency: 16', 'parallel: 16'),
    'network.yaml:5: element hlr-south: "parallel" is not a field of the network file.',
  ],
  [
    'a kind of element that there is not',
    whole.replace('kind: osmo-hlr', 'kind: huawei'),
    'network.yaml:3: element hlr-south: "kind" must be simulator',
  ],
  [
    'no address',
    whole.replace('    address: 127.0.0.2\n', ''),
    'network.yaml:2: element hlr-south: "address" is missing.',
  ],
  [
    'a limit that is no number',
    whole.replace('ratePerSecond: 200', 'ratePerSecond: fast'),
    'network.yaml:5: element hlr-south: "ratePerSecond" must be a whole number from 1 to 100000.',
  ],
  [
    'a service that sets what the element does not have',
    whole.replace('on: ps-enabled=0,', 'on: apn=0,'),
    'network.yaml:7: element hlr-south: "on" must set a field that osmo-hlr has: ps-enabled=0, ps-enabled=1, cs-enabled=0 or cs-enabled=1.',
  ],
  [
    'a service carried by nobody',
    whole.replace('carried: elsewhere', 'carried: nowhere'),
    'network.yaml:9: element hlr-south: "carried" can only be "elsewhere".',
  ],
  [
    'a rule to an element that is not there',
    whole.replace('{ element: hlr-south', '{ element: hlr-north'),
    'network.yaml:13: rule number 1: the element hlr-north is not defined.',
  ],
  [
    'a rule that says nothing of lines',
    whole.replace(", simRange: '893201', plan: [basic, plus], product: voice", ''),
    'network.yaml:13: rule number 1: a rule needs at least one of plan, product and simRange',
  ],
  [
    'a SIM range that is none',
    whole.replace("'893201'", "'320189'"),
    'network.yaml:13: rule number 1: "simRange" must be the first digits of an ICCID',
  ],
  ['no default', whole.replace('default: demo\n', ''), 'network.yaml:1: "default" is missing.'],
  [
    'a default that is not there',
    whole.replace('default: demo', 'default: none'),
    'network.yaml:14: "default" names the element none, which is not defined.',
  ],
  [
    'two elements of one name',
    whole.replace('name: demo', 'name: hlr-south').replace('default: demo', 'default: hlr-south'),
    'network.yaml:10: element hlr-south: there is another of this name.',
  ],
])('%s is told with its place', (_what, text, sentence) => {
  expect(() => networkOf('network.yaml', text)).toThrow(NetworkFileError);
  expect(() => networkOf('network.yaml', text)).toThrow(sentence);
});

it('a network file that cannot be read is refused; none means the simulated network for everything', async () => {
  await expect(readNetwork('/nowhere/network.yaml')).rejects.toThrow('It cannot be read');
  expect(await readNetwork(null)).toMatchObject({
    elements: [{ name: 'simulator', kind: 'simulator' }],
    rules: [],
    default: 'simulator',
  });
});
