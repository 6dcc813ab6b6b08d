/** Each language in its own words. */
export const localeNames = { fr: 'Français', nl: 'Nederlands', en: 'English', de: 'Deutsch' } as const;
