import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { HeldOption, LineDetail } from '../../../server/fleet/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { ParameterText } from '../catalogue/parameter-text.tsx';
import { OptionKindIcon } from '../catalogue/option-kind-icon.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { formatMoney, formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './line-page.module.css';

/** The active options of a line: since when, until when, price, and what is left of a pass; then those that ended. */
export function HeldOptions({ line }: { line: LineDetail }): ReactNode {
  const { i18n } = useLingui();
  const active = line.options.filter((option) => option.endedAt === null);
  const ended = line.options.filter((option) => option.endedAt !== null);
  return (
    <section className={styles.section} aria-labelledby="line-options">
      <h2 id="line-options">{i18n.t({ id: 'fleet.line.options', message: 'Active options' })}</h2>
      {active.length === 0 ? (
        <p className={styles.none}>
          {i18n.t({ id: 'fleet.line.options.none', message: 'No option is active on this number.' })}
        </p>
      ) : (
        <Options options={active} planCode={line.planCode} />
      )}
      {ended.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {i18n.t({
              id: 'fleet.line.options.ended',
              message: '{count, plural, one {# option that has ended} other {# options that have ended}}',
              values: { count: ended.length },
            })}
          </summary>
          <Options options={ended} planCode={line.planCode} />
        </details>
      )}
    </section>
  );
}

function Options({ options, planCode }: { options: HeldOption[]; planCode: string }): ReactNode {
  const { i18n } = useLingui();
  const names = useCatalogue();
  return (
    <ul className={styles.options}>
      {options.map((held) => {
        const option = names.option(held.code);
        const kind = names.catalogue?.optionKinds.find((each) => each.code === option?.kind);
        return (
          <li key={held.id} className={styles.option}>
            <span className={styles.icon}>{kind && <OptionKindIcon icon={kind.icon} />}</span>
            <span className={styles.optionWords}>
              <strong>{names.optionName(held.code)}</strong>
              <ParameterText code={held.code} values={held.parameters} />
              <span className={styles.none}>
                {i18n.t({ id: 'fleet.since', message: 'since' })} <DateTime at={held.activeSince} />
                {held.endedAt ? (
                  <>
                    {' '}
                    {i18n.t({ id: 'fleet.until', message: 'until' })} <DateTime at={held.endedAt} />
                  </>
                ) : (
                  held.activeUntil && (
                    <>
                      {' '}
                      {i18n.t({ id: 'fleet.until', message: 'until' })} <DateTime at={held.activeUntil} />
                    </>
                  )
                )}
              </span>
              {held.pool && !held.endedAt && <Pool pool={held.pool} name={names.optionName(held.code)} />}
            </span>
            <Price
              held={held}
              included={names.plan(planCode)?.includedOptions.includes(held.code) ?? false}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Price({ held, included }: { held: HeldOption; included: boolean }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const price =
    Number(held.monthlyPrice) > 0
      ? i18n.t({
          id: 'fleet.price.monthly',
          message: '{sum} / month excl. VAT',
          values: { sum: formatMoney(locale, held.monthlyPrice) },
        })
      : Number(held.oneOffPrice) > 0
        ? i18n.t({
            id: 'fleet.price.once',
            message: '{sum} once excl. VAT',
            values: { sum: formatMoney(locale, held.oneOffPrice) },
          })
        : included
          ? i18n.t({ id: 'fleet.price.included', message: 'included in the plan' })
          : i18n.t({ id: 'fleet.price.free', message: 'free' });
  return <span className={styles.price}>{price}</span>;
}

function Pool({ pool, name }: { pool: NonNullable<HeldOption['pool']>; name: string }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const left = Math.max(0, Number(pool.total) - Number(pool.used));
  const units = {
    MB: i18n.t({ id: 'fleet.unit.mb', message: 'MB' }),
    minutes: i18n.t({ id: 'fleet.unit.minutes', message: 'minutes' }),
    sms: i18n.t({ id: 'fleet.unit.sms', message: 'SMS' }),
  };
  const words = i18n.t({
    id: 'fleet.pool.left',
    message: '{left} of {total} {unit} left',
    values: {
      left: formatNumber(locale, left),
      total: formatNumber(locale, Number(pool.total)),
      unit: units[pool.unit],
    },
  });
  return (
    <span className={styles.pool}>
      <meter min={0} max={Number(pool.total)} value={left} aria-label={name} />
      <span className="tabular">{words}</span>
    </span>
  );
}
