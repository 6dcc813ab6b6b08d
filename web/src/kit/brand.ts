import ardenneLogo from './ardenne-mobile.svg';

/** What makes the portal an operator's own. All of it is data; no page knows an operator by name. */
export type Brand = {
  /** The operator's name as people say it. */
  name: string;
  /** Address of the logo, drawn 28 px high beside the name; works on light and dark. */
  logo: string;
  /** Filled buttons, selection, links. White text must be readable on it (4.5:1). */
  primary: string;
  /** A touch of warmth: the logo's second colour, marks that want the eye. Never the only carrier of a meaning. */
  accent: string;
  /** Corner radius in px. */
  radius: number;
  /** Font family names, first the one that is shipped. */
  font: string;
};

/** The demo operator. It does not exist. */
export const brand: Brand = {
  name: 'Ardenne Mobile',
  logo: ardenneLogo,
  primary: '#0b5f54',
  accent: '#c05a1e',
  radius: 6,
  font: "'Inter Variable', 'Inter fallback', system-ui, sans-serif",
};

/** Hands the brand to the style sheets, as custom properties on the document. */
export function applyBrand(of: Brand): void {
  const style = document.documentElement.style;
  style.setProperty('--brand-primary', of.primary);
  style.setProperty('--brand-accent', of.accent);
  style.setProperty('--brand-radius', `${of.radius}px`);
  style.setProperty('--brand-font', of.font);
}
