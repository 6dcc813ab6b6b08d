import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

const packageFile = new URL('../../../node_modules/@sparticuz/chromium/package.json', import.meta.url);

/**
 * How to start the browser. `CHROMIUM_PATH` names one; else the one that came from npm is unpacked once per version and used:
 * it brings its own libraries and fonts and needs nothing installed on the machine, nor the network.
 */
export async function chromium(): Promise<LaunchOptions> {
  const own = process.env['CHROMIUM_PATH'];
  // Chromium's own sandbox needs rights that containers and root do not give; it only ever opens our pages here
  const args = ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage'];
  if (own) return { executablePath: own, args };
  const home = await unpacked();
  return {
    executablePath: join(home, 'chromium'),
    args: [...args, '--headless=shell', '--no-zygote', '--disable-gpu'],
    env: {
      ...definedOnly(process.env),
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  };
}

/** Folder of the unpacked browser. Made aside and moved into place, so that several runs may start at once. */
async function unpacked(): Promise<string> {
  const { version }: { version: string } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const home = join(tmpdir(), `flottille-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(home)) return home;
  const aside = await mkdtemp(`${home}-`);
  const before = { ...process.env };
  // the package unpacks into TMPDIR, and its libraries only where it believes to run on this system
  process.env['TMPDIR'] = aside;
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  await writeFile(join(aside, 'fonts', 'fonts.conf'), fontsIn(join(home, 'fonts')));
  await rename(aside, home).catch(async (error: unknown) => {
    if (!existsSync(home)) throw error;
    await rm(aside, { recursive: true }); // another run was first
  });
  return home;
}

/** The package's own configuration looks for its fonts where it is usually unpacked; ours are in the folder of the version. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
