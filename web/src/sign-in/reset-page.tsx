import { Button, PasswordInput } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../api/client.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { fieldOf } from './form-field.ts';
import styles from './sign-in.module.css';

const route = getRouteApi('/$locale/plain/reset');
const shortest = 12;

/** A new password, by the link of a mail that works once. */
export function ResetPage(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { token } = route.useSearch();
  const sentence = useProblemSentence();
  const [tooShort, setTooShort] = useState(false);
  const reset = useMutation({
    mutationFn: (password: string) =>
      api.POST('/api/password/reset', { body: { token: token ?? '', password } }),
  });
  const problem = reset.isError ? problemIn(reset.error) : null;
  const linkEnded = !token || problem?.code === 'reset-link-ended';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = fieldOf(event.currentTarget, 'password');
    setTooShort(password.length < shortest);
    if (password.length >= shortest && !reset.isPending) reset.mutate(password);
  };
  const rule = i18n.t({
    id: 'sign-in.reset.rule',
    message: 'At least {count} characters. A sentence is a good password.',
    values: { count: shortest },
  });
  return (
    <div className={styles.alone}>
      <PageHeader title={i18n.t({ id: 'sign-in.reset.title', message: 'Choose a new password' })} />
      {reset.isSuccess && (
        <Notice
          kind="good"
          announce
          title={i18n.t({ id: 'sign-in.reset.done', message: 'Your password is changed' })}
        >
          {i18n.t({
            id: 'sign-in.reset.done-detail',
            message: 'All your other sessions have ended. Sign in with the new password.',
          })}
        </Notice>
      )}
      {linkEnded && (
        <Notice
          kind="warn"
          announce
          title={i18n.t({ id: 'sign-in.reset.ended', message: 'This link has ended' })}
        >
          {i18n.t({
            id: 'sign-in.reset.ended-detail',
            message: 'A link works once, for one hour. Your password was not changed.',
          })}
        </Notice>
      )}
      {!reset.isSuccess && !linkEnded && (
        <form className={styles.form} onSubmit={submit} noValidate>
          {problem && (
            <Notice kind="bad" announce>
              {sentence(problem)}
            </Notice>
          )}
          <PasswordInput
            name="password"
            label={i18n.t({ id: 'sign-in.reset.password', message: 'New password' })}
            description={rule}
            error={
              tooShort
                ? i18n.t({ id: 'sign-in.reset.too-short', message: 'This password is too short.' })
                : null
            }
            autoComplete="new-password"
            visibilityToggleButtonProps={{
              tabIndex: 0,
              'aria-label': i18n.t({ id: 'sign-in.show-password', message: 'Show the password' }),
            }}
          />
          <Button type="submit" loading={reset.isPending}>
            {i18n.t({ id: 'sign-in.reset.submit', message: 'Change the password' })}
          </Button>
        </form>
      )}
      {linkEnded && !reset.isSuccess && (
        <Link to="/$locale/forgot" params={{ locale }} className="link">
          {i18n.t({ id: 'sign-in.reset.again', message: 'Ask for a new link' })}
        </Link>
      )}
      <Link to="/$locale/login" params={{ locale }} className="link">
        {i18n.t({ id: 'sign-in.back', message: 'Back to sign-in' })}
      </Link>
    </div>
  );
}
