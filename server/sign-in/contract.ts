import { z } from 'zod';
import { localeSchema } from '../organisations/contract.ts';

/** Answer of POST /api/sign-in, the same as that of GET /api/me. */
export { meSchema } from '../organisations/contract.ts';

export const passwordLength = { least: 12, most: 128 } as const;

/** Body of POST /api/sign-in. Answer: `meSchema` and the session's cookie. */
export const signInSchema = z
  .object({ email: z.string().min(1).max(254), password: z.string().min(1).max(passwordLength.most) })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signInSchema>;

/** Body of POST /api/password/forgot. The answer is 202 without content, whether the account exists or not. */
export const forgotPasswordSchema = z
  .object({
    email: z.string().min(1).max(254),
    locale: localeSchema.describe('Language of the mail and of the page its link opens'),
  })
  .meta({ id: 'ForgotPassword' });
export type ForgotPassword = z.infer<typeof forgotPasswordSchema>;

/** Body of POST /api/password/reset. 204, or 410 `reset-link-ended`. */
export const resetPasswordSchema = z
  .object({
    token: z.string().min(1).max(200).describe('From the link of the mail: /<locale>/reset?token=…'),
    password: z.string().min(passwordLength.least).max(passwordLength.most),
  })
  .meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof resetPasswordSchema>;
