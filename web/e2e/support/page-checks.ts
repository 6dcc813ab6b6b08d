import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

type Size = keyof typeof sizes;
type Scheme = 'light' | 'dark';

/** Runs `look` on the page as it is, light and dark, wide and narrow, and leaves it light and wide. */
export async function inEveryLook(
  page: Page,
  look: (size: Size, scheme: Scheme) => Promise<void>,
): Promise<void> {
  for (const size of ['phone', 'desktop'] as const) {
    await page.setViewportSize(sizes[size]);
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
      await look(size, scheme);
    }
  }
}

/**
 * No rule of WCAG 2.2 AA that a machine can check is broken; and nothing sticks out at the side. Each size and each scheme is looked at once,
 * dark on the phone and light on the desktop; with `E2E_LOOKS=all`, as in `.ci/run`, all four.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await inEveryLook(page, async (size, scheme) => {
    if (process.env['E2E_LOOKS'] !== 'all' && (size === 'phone') !== (scheme === 'dark')) return;
    // our pages are one frame; telling only what is wrong takes a quarter of the time
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .setLegacyMode(true)
      .analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map((node) => node.html).slice(0, 5),
    }));
    expect(found, `${page.url()}, ${size}, ${scheme}`).toEqual([]);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, `${page.url()}, ${size}: scrolls sideways`).toBeLessThanOrEqual(0);
  });
}

/** Pictures of the page in every look, under test-results/pictures. */
export async function takePictures(page: Page, name: string): Promise<void> {
  await inEveryLook(page, async (size, scheme) => {
    await page.screenshot({
      path: `test-results/pictures/${name}-${size}-${scheme}.png`,
      animations: 'disabled',
    });
  });
}

/** On a phone everything that can be pressed can be hit with a thumb: 44 by 44 px, its label and what lies around it included. */
export async function expectThumbTargets(page: Page): Promise<void> {
  await page.setViewportSize(sizes.phone);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect(await page.evaluate(smallTargets), `${page.url()}: too small for a thumb`).toEqual([]);
  await page.setViewportSize(sizes.desktop);
}

/** Runs in the page. Links within a sentence are as they are (WCAG 2.5.8, inline). */
function smallTargets(): string[] {
  const open = document.querySelector('dialog[open]') ?? document.body;
  const pressable = open.querySelectorAll('a[href], button, input, select, summary');
  const reach = 20.5; // a border of 1 px belongs to the target
  const small: string[] = [];
  for (const target of pressable) {
    if (!target.checkVisibility({ visibilityProperty: true }) || target.closest('.visually-hidden, p'))
      continue;
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
    const ticked = target instanceof HTMLInputElement && /checkbox|radio/.test(target.type);
    const labels = ticked ? [...(target.labels ?? [])] : [];
    const boxes = [target, ...labels].map((element) => element.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (x < 0 || y < 0) continue; // shown when the keyboard comes to it
    const hits = [
      [x, y - reach],
      [x, y + reach],
      [x - reach, y],
      [x + reach, y],
    ].every(([atX = 0, atY = 0]) => {
      const hit = document.elementFromPoint(atX, atY);
      return hit !== null && [target, ...labels].some((element) => element.contains(hit));
    });
    if (!hits)
      small.push(`${target.outerHTML.slice(0, 150)} ${Math.round(right - left)}×${Math.round(bottom - top)}`);
  }
  return small;
}
