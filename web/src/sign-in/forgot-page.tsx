import { Button, TextInput } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { api } from '../api/client.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { fieldOf } from './form-field.ts';
import styles from './sign-in.module.css';

/** Asks for a mail with a link to set a new password. Says the same whether the address is known or not. */
export function ForgotPage(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const sentence = useProblemSentence();
  const ask = useMutation({
    mutationFn: (email: string) => api.POST('/api/password/forgot', { body: { email, locale } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate(fieldOf(event.currentTarget, 'email').trim());
  };
  return (
    <div className={styles.alone}>
      <PageHeader
        title={i18n.t({ id: 'sign-in.forgot.title', message: 'Forgot your user name or password?' })}
      />
      {ask.isSuccess ? (
        <Notice
          kind="info"
          announce
          title={i18n.t({ id: 'sign-in.forgot.sent', message: 'Look into your mailbox' })}
        >
          {i18n.t({
            id: 'sign-in.forgot.sent-detail',
            message:
              'If {email} belongs to a user, a mail is on its way with the user name and a link to choose a new password. The link works once, for one hour. Nothing after a few minutes? Look into the unwanted mail, or ask the person who manages the numbers in your company.',
            values: { email: ask.variables },
          })}
        </Notice>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <p>
            {i18n.t({
              id: 'sign-in.forgot.how',
              message:
                'Your user name is your e-mail address. Fill it in: you receive a mail with a link to choose a new password.',
            })}
          </p>
          {ask.isError && (
            <Notice kind="bad" announce>
              {sentence(problemIn(ask.error))}
            </Notice>
          )}
          <TextInput
            name="email"
            type="email"
            label={i18n.t({ id: 'sign-in.email', message: 'E-mail address' })}
            autoComplete="username"
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={ask.isPending}>
            {i18n.t({ id: 'sign-in.forgot.submit', message: 'Send me the link' })}
          </Button>
        </form>
      )}
      <Link to="/$locale/login" params={{ locale }} className="link">
        {i18n.t({ id: 'sign-in.back', message: 'Back to sign-in' })}
      </Link>
    </div>
  );
}
