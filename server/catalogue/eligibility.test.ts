import { describe, expect, it } from 'vitest';
import { adding, demoCatalogue, held, lineWith, removing } from '../../test/catalogue.ts';
import type { LineFacts, Reason, WantedChange, WayOut } from './contract.ts';
import { judgeChange } from './eligibility.ts';

const catalogue = await demoCatalogue();
const now = new Date('2026-06-13T13:28:00Z');

type Example = {
  when: string;
  line: LineFacts;
  change: WantedChange;
  reasons: Reason[];
  wayOut?: WayOut;
};

const roaming = 'roaming';
const examples: Example[] = [
  {
    when: 'Traveller is added where roaming is on',
    line: lineWith('shape-basic', roaming),
    change: adding('traveller'),
    reasons: [],
  },
  {
    when: 'World Traveller is added beside Traveller',
    line: lineWith('shape-basic', roaming, 'traveller'),
    change: adding('world-traveller'),
    reasons: [
      { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'active' } },
    ],
    wayOut: { add: [], remove: ['traveller'] },
  },
  {
    when: 'Traveller is replaced by World Traveller in one change',
    line: lineWith('shape-basic', roaming, 'traveller'),
    change: { add: [{ code: 'world-traveller' }], remove: ['traveller'] },
    reasons: [],
  },
  {
    when: 'Traveller and World Traveller are chosen together',
    line: lineWith('shape-basic', roaming),
    change: adding('world-traveller', 'traveller'),
    reasons: [
      { option: 'traveller', code: 'excluded-by', values: { option: 'world-traveller', how: 'chosen' } },
      { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'chosen' } },
    ],
  },
  {
    when: 'World Traveller is added where the plan includes Traveller',
    line: lineWith('shape-traveller'),
    change: adding('world-traveller'),
    reasons: [
      { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'included' } },
    ],
  },
  {
    when: 'a pass is added without roaming',
    line: lineWith('shape-plus'),
    change: adding('best-destinations-data-pass-3gb'),
    reasons: [
      {
        option: 'best-destinations-data-pass-3gb',
        code: 'requires',
        values: { option: 'roaming', how: 'missing' },
      },
    ],
    wayOut: { add: ['roaming'], remove: [] },
  },
  {
    when: 'a pass is added together with the roaming it needs',
    line: lineWith('shape-plus'),
    change: adding('best-destinations-data-pass-3gb', 'roaming'),
    reasons: [],
  },
  {
    when: 'a pass is added while its roaming is removed',
    line: lineWith('shape-plus', roaming),
    change: { add: [{ code: 'best-destinations-data-pass-3gb' }], remove: ['roaming'] },
    reasons: [
      {
        option: 'best-destinations-data-pass-3gb',
        code: 'requires',
        values: { option: 'roaming', how: 'leaving' },
      },
      {
        option: 'roaming',
        code: 'required-by',
        values: { option: 'best-destinations-data-pass-3gb', how: 'chosen' },
      },
    ],
  },
  {
    when: 'the private network is added without the fixed address it needs',
    line: lineWith('business-everywhere-intense'),
    change: adding('private-network'),
    reasons: [
      { option: 'private-network', code: 'requires', values: { option: 'fixed-ip', how: 'missing' } },
    ],
    wayOut: { add: ['fixed-ip'], remove: [] },
  },
  {
    when: 'roaming is removed while Traveller needs it',
    line: lineWith('shape-plus', roaming, 'traveller'),
    change: removing('roaming'),
    reasons: [{ option: 'roaming', code: 'required-by', values: { option: 'traveller', how: 'active' } }],
    wayOut: { add: [], remove: ['traveller'] },
  },
  {
    when: 'roaming is removed with all that needs it',
    line: lineWith('shape-plus', roaming, 'traveller'),
    change: removing('traveller', 'roaming'),
    reasons: [],
  },
  {
    when: 'a voice option is added to a data plan',
    line: lineWith('business-everywhere-intense'),
    change: adding('voicemail'),
    reasons: [
      { option: 'voicemail', code: 'plan-incompatible', values: { plan: 'business-everywhere-intense' } },
    ],
  },
  {
    when: 'an option that the plan includes is removed',
    line: lineWith('shape-traveller', 'traveller'),
    change: removing('traveller'),
    reasons: [{ option: 'traveller', code: 'included-in-plan', values: { plan: 'shape-traveller' } }],
  },
  {
    when: 'an option that the plan includes is added',
    line: lineWith('shape-traveller'),
    change: adding('traveller'),
    reasons: [{ option: 'traveller', code: 'included-in-plan', values: { plan: 'shape-traveller' } }],
  },
  {
    when: 'an active option is added again',
    line: lineWith('shape-basic', 'itemised-usage'),
    change: adding('itemised-usage'),
    reasons: [{ option: 'itemised-usage', code: 'already-active', values: {} }],
  },
  {
    when: 'a third pass is bought',
    line: lineWith('shape-basic', roaming, held('best-destinations-data-pass-3gb', { count: 2 })),
    change: adding('best-destinations-data-pass-3gb'),
    reasons: [],
  },
  {
    when: 'a fourth pass is bought where three are the most',
    line: lineWith('shape-basic', roaming, held('best-destinations-data-pass-3gb', { count: 3 })),
    change: adding('best-destinations-data-pass-3gb'),
    reasons: [{ option: 'best-destinations-data-pass-3gb', code: 'max-reached', values: { max: 3 } }],
  },
  {
    when: 'an option is removed that is not there',
    line: lineWith('shape-basic'),
    change: removing('traveller'),
    reasons: [{ option: 'traveller', code: 'not-active', values: {} }],
  },
  {
    when: 'one option is both added and removed',
    line: lineWith('shape-basic', roaming, 'traveller'),
    change: { add: [{ code: 'traveller' }], remove: ['traveller'] },
    reasons: [{ option: 'traveller', code: 'added-and-removed', values: {} }],
  },
  {
    when: 'a code is asked for that the catalogue does not hold',
    line: lineWith('shape-basic'),
    change: adding('moon-pass'),
    reasons: [{ option: 'moon-pass', code: 'not-in-catalogue', values: {} }],
  },
  {
    when: 'the insurance is removed before its minimum term ends',
    line: lineWith('shape-basic', held('device-insurance', { minimumTermEnd: '2026-12-31T23:00:00.000Z' })),
    change: removing('device-insurance'),
    reasons: [
      { option: 'device-insurance', code: 'minimum-term', values: { until: '2026-12-31T23:00:00.000Z' } },
    ],
  },
  {
    when: 'the insurance is removed after its minimum term',
    line: lineWith('shape-basic', held('device-insurance', { minimumTermEnd: '2026-06-13T13:28:00.000Z' })),
    change: removing('device-insurance'),
    reasons: [],
  },
  {
    when: 'an option is removed early whose remaining months can be paid',
    line: lineWith('shape-plus', held('data-unlimited', { minimumTermEnd: '2026-09-01T22:00:00.000Z' })),
    change: removing('data-unlimited'),
    reasons: [],
  },
  {
    when: 'an option is added whose opposite is being removed by an order that has not ended',
    line: lineWith('shape-basic', roaming, held('traveller', { pending: 'remove' })),
    change: adding('world-traveller'),
    reasons: [
      { option: 'world-traveller', code: 'excluded-by', values: { option: 'traveller', how: 'pending' } },
    ],
  },
  {
    when: 'an option is added that needs one which is only being added',
    line: lineWith('shape-basic', held('roaming', { pending: 'add' })),
    change: adding('traveller'),
    reasons: [{ option: 'traveller', code: 'requires', values: { option: 'roaming', how: 'pending' } }],
  },
  {
    when: 'roaming is removed while an order that has not ended adds Traveller',
    line: lineWith('shape-plus', roaming, held('traveller', { pending: 'add' })),
    change: removing('roaming'),
    reasons: [{ option: 'roaming', code: 'required-by', values: { option: 'traveller', how: 'pending' } }],
  },
  {
    when: 'an option is removed while its own change is under way',
    line: lineWith('shape-basic', roaming, held('traveller', { pending: 'add' })),
    change: removing('traveller'),
    reasons: [{ option: 'traveller', code: 'change-under-way', values: {} }],
  },
  {
    when: 'the line is suspended',
    line: { ...lineWith('shape-basic', roaming), status: 'suspended' },
    change: { add: [{ code: 'traveller' }], remove: ['roaming'] },
    reasons: [
      { option: 'roaming', code: 'line-suspended', values: {} },
      { option: 'traveller', code: 'line-suspended', values: {} },
    ],
  },
  {
    when: 'the line is not active yet',
    line: { ...lineWith('shape-basic'), status: 'pending' },
    change: adding('roaming'),
    reasons: [{ option: 'roaming', code: 'line-status', values: { status: 'pending' } }],
  },
  {
    when: 'the limit of the included Travel data control is set',
    line: lineWith('shape-basic'),
    change: { add: [{ code: 'travel-data-control', parameters: { limit: '100.00' } }], remove: [] },
    reasons: [],
  },
  {
    when: 'the limit is set to what it is already',
    line: lineWith('shape-basic', held('travel-data-control', { parameters: { limit: '100.00' } })),
    change: { add: [{ code: 'travel-data-control', parameters: { limit: '100.00' } }], remove: [] },
    reasons: [{ option: 'travel-data-control', code: 'included-in-plan', values: { plan: 'shape-basic' } }],
  },
  {
    when: 'the limit is set above what is possible',
    line: lineWith('shape-basic'),
    change: { add: [{ code: 'travel-data-control', parameters: { limit: '500.01' } }], remove: [] },
    reasons: [
      {
        option: 'travel-data-control',
        code: 'parameter-range',
        values: { parameter: 'limit', min: '0.00', max: '500.00', step: '1.00' },
      },
    ],
  },
  {
    when: 'the voicemail is to greet in a language it does not speak',
    line: lineWith('shape-basic'),
    change: { add: [{ code: 'voicemail', parameters: { greeting: 'es', speed: 'slow' } }], remove: [] },
    reasons: [
      { option: 'voicemail', code: 'parameter-choice', values: { parameter: 'greeting' } },
      { option: 'voicemail', code: 'parameter-unknown', values: { parameter: 'speed' } },
    ],
  },
  {
    when: 'several things at once stand in the way of a pass, and all can be helped',
    line: lineWith('shape-basic', 'block-roaming-data', 'block-data'),
    change: adding('best-destinations-data-pass-3gb'),
    reasons: [
      {
        option: 'best-destinations-data-pass-3gb',
        code: 'requires',
        values: { option: 'roaming', how: 'missing' },
      },
      {
        option: 'best-destinations-data-pass-3gb',
        code: 'excluded-by',
        values: { option: 'block-roaming-data', how: 'active' },
      },
      {
        option: 'best-destinations-data-pass-3gb',
        code: 'excluded-by',
        values: { option: 'block-data', how: 'active' },
      },
    ],
    wayOut: { add: ['roaming'], remove: ['block-roaming-data', 'block-data'] },
  },
];

describe('a change of one number is judged', () => {
  it.each(examples)('when $when', ({ line, change, reasons, wayOut }) => {
    expect(judgeChange(catalogue, line, change, now)).toEqual({
      allowed: reasons.length === 0,
      reasons,
      wayOut: wayOut ?? null,
    });
  });
});
