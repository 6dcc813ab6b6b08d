/** What the operator puts around every mail. */
export type MailFrame = {
  /** Scheme and host of the portal, without a slash at the end: what links begin with. */
  origin: string;
  /** Who it comes from: `Fleet <fleet@example.be>`, or an address alone, which gets the brand's name. */
  sender: string;
  brand: { name: string; colour: string };
};

/** The name and address that a mail comes from. */
export function senderOf(frame: MailFrame): { name: string; address: string } {
  const [, name = '', address = frame.sender] = /^([^<]*)<([^>]+)>$/.exec(frame.sender) ?? [];
  return { name: name.trim() || frame.brand.name, address };
}

/** Black or white, whichever reads better on `#rrggbb` (WCAG 2.2, contrast of 1.4.3: at least 4.5:1 with one of the two). */
export function inkOn(colour: string): '#ffffff' | '#000000' {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!parts) throw new RangeError(`not a colour of the form #rrggbb: ${colour}`);
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map((hex) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/** A path of the portal becomes an address; an https address stays. Anything else (`javascript:`) is a defect of the caller. */
export function absolute(href: string, origin: string): string {
  if (/^\/(?!\/)/.test(href)) return origin + href;
  const allowed = URL.canParse(href) && (href.startsWith('https://') || new URL(href).origin === origin);
  if (!allowed) throw new RangeError(`not a path of the portal and not an https address: ${href}`);
  return href;
}
