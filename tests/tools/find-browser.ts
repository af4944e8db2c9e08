import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { ToolError } from './tool-error';

export type BrowserKind = 'chromium' | 'firefox';

/** The environment variable with the path of the browser, used before any search. */
export const BROWSER_VARIABLE: Record<BrowserKind, string> = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' };

/** In order of preference: plain Chromium loads unpacked extensions by command line, branded Chrome no longer does. */
const COMMANDS: Record<BrowserKind, string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'brave-browser',
    'brave',
  ],
  firefox: ['firefox', 'firefox-esr'],
};

const MAC_APPLICATIONS: Record<BrowserKind, string[]> = {
  chromium: ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'],
  firefox: ['Firefox'],
};

const WINDOWS_PROGRAMS: Record<BrowserKind, string[]> = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe'],
};

/**
 * The path of a browser, or null: from the environment variable, else the platform's
 * usual paths, else Playwright's download.
 *
 * @throws ToolError where the environment variable names no file
 */
export function findBrowser(kind: BrowserKind): string | null {
  const variable = BROWSER_VARIABLE[kind];
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new ToolError(`${variable} names ${named}, and there is no such file.`);
  }
  return usualPaths(kind).find(isExecutable) ?? null;
}

function usualPaths(kind: BrowserKind): string[] {
  const downloaded = kind === 'chromium' ? [chromium.executablePath()] : [];
  if (process.platform === 'darwin') {
    const applications = ['/Applications', join(process.env.HOME ?? '', 'Applications')];
    const named = MAC_APPLICATIONS[kind].flatMap((name) =>
      applications.map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', kind === 'firefox' ? 'firefox' : name),
      ),
    );
    return [...named, ...downloaded];
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
    return [
      ...WINDOWS_PROGRAMS[kind].flatMap((program) => folders.map((folder) => join(folder, program))),
      ...downloaded,
    ];
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...COMMANDS[kind].flatMap((command) => folders.map((folder) => join(folder, command))), ...downloaded];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
