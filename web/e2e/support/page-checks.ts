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

/** No rule of WCAG 2.2 AA that a machine can check is broken, in any look; and nothing sticks out at the side. */
export async function expectNoViolations(page: Page): Promise<void> {
  await inEveryLook(page, async (size, scheme) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
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
