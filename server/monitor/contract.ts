import { z } from 'zod';

/** closed: in use. open: left alone because it does not answer. half-open: tried with one item. */
export const breakerStateSchema = z.enum(['closed', 'open', 'half-open']).meta({ id: 'BreakerState' });
export type BreakerState = z.infer<typeof breakerStateSchema>;

export const monitoredElementSchema = z
  .object({
    element: z.string(),
    breaker: breakerStateSchema.nullable().describe('null: no worker that is alive speaks to it'),
    due: z.int().describe('Waiting and held by nobody'),
    held: z.int().describe('With a worker'),
    later: z.int().describe('To be tried again later'),
    behind: z.int().describe('Behind another change of their line'),
    oldestSeconds: z.number().describe('How long the oldest due one has waited'),
    completedAMinute: z.number().describe('Mean of the last five full minutes'),
  })
  .meta({ id: 'MonitoredElement' });
export type MonitoredElement = z.infer<typeof monitoredElementSchema>;

/** GET /api/operator/monitor: how the work goes, now and in the last hour. */
export const monitorSchema = z
  .object({
    asOf: z.iso.datetime(),
    elements: z.array(monitoredElementSchema),
    minutes: z
      .array(
        z.object({
          at: z.iso.datetime(),
          completed: z.int(),
          failed: z.int(),
          postponed: z.int(),
        }),
      )
      .describe('The last 60, the present one last, each of them also when nothing ended in it'),
    causes: z
      .array(z.object({ element: z.string(), code: z.string(), items: z.int() }))
      .describe('Why changes failed for good in these minutes'),
    workers: z.array(
      z.object({
        id: z.uuid(),
        host: z.string(),
        pid: z.int(),
        startedAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
        isAlive: z.boolean(),
        inHand: z.int(),
      }),
    ),
    fallout: z.int().describe('Failed for good and waiting for staff'),
  })
  .meta({ id: 'Monitor' });
export type Monitor = z.infer<typeof monitorSchema>;
