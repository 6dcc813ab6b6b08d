import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useProblemSentence } from '../kit/use-problem-sentence.ts';
import { fieldOf } from './form-field.ts';
import { safeNext } from './next-address.ts';
import { signIn } from './session.ts';
import styles from './sign-in.module.css';

/** User name and password; goes on to `next` when that is one of our pages, else to the dashboard. */
export function SignInForm({ next }: { next: string | undefined }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const router = useRouter();
  const sentence = useProblemSentence();
  const password = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: (form: HTMLFormElement) => signIn(fieldOf(form, 'email').trim(), fieldOf(form, 'password')),
    onSuccess: () => router.history.push(safeNext(next) ?? `/${locale}`),
    onError: () => password.current?.select(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!attempt.isPending) attempt.mutate(event.currentTarget);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {attempt.isError && (
        <Notice kind="bad" announce>
          {sentence(problemIn(attempt.error))}
        </Notice>
      )}
      <TextInput
        name="email"
        label={i18n.t({ id: 'sign-in.user-name', message: 'User name' })}
        description={i18n.t({ id: 'sign-in.user-name-hint', message: 'Your e-mail address' })}
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
      />
      <PasswordInput
        ref={password}
        name="password"
        label={i18n.t({ id: 'sign-in.password', message: 'Password' })}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{
          tabIndex: 0,
          'aria-label': i18n.t({ id: 'sign-in.show-password', message: 'Show the password' }),
        }}
      />
      <Button type="submit" loading={attempt.isPending}>
        {i18n.t({ id: 'sign-in.submit', message: 'Sign in' })}
      </Button>
      <Link to="/$locale/forgot" params={{ locale }} className="link">
        {i18n.t({ id: 'sign-in.forgot', message: 'Forgot your user name or password?' })}
      </Link>
    </form>
  );
}
