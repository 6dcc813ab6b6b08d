import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy, type ReactNode } from 'react';
import { FleetPage, type SeveralDialog } from './fleet/fleet-page.tsx';
import { withAllTexts } from './kit/texts.ts';

const Several = lazy<SeveralDialog>(
  withAllTexts(async () => ({
    default: (await import('./orders/options-of-several.tsx')).OptionsOfSeveral,
  })),
);

const Assigning = lazy(
  withAllTexts(async () => ({
    default: (await import('./holders/assigning-many.tsx')).AssigningMany,
  })),
);

const Moving = lazy(
  withAllTexts(async () => ({ default: (await import('./orders/moving-many.tsx')).MovingMany })),
);

const ExportsUnderWay = lazyRouteComponent(
  withAllTexts(() => import('./exports/exports-under-way.tsx')),
  'ExportsUnderWay',
);

const Scheduling = lazyRouteComponent(
  withAllTexts(() => import('./exports/schedule-dialog.tsx')),
  'ScheduleDialog',
);

/** The list of all numbers with what the other parts of the portal do to the chosen ones, each fetched when it is first opened. */
export function FleetList(): ReactNode {
  return (
    <FleetPage
      several={Several}
      assigning={Assigning}
      moving={Moving}
      exporting={ExportsUnderWay}
      scheduling={Scheduling}
    />
  );
}
