import { spawnSync } from 'node:child_process';
import { BROWSER_VARIABLE, type BrowserKind, findBrowser } from './find-browser';
import { ToolError } from './tool-error';

/** How package managers install browsers: `refresh` updates the list of packages where installing does not. */
const PACKAGE_MANAGERS = [
  {
    ...manager('apt-get', ['install', '--yes', '--no-install-recommends'], 'chromium', 'firefox-esr'),
    refresh: ['update'],
  },
  manager('dnf', ['install', '--assumeyes'], 'chromium', 'firefox'),
  manager('zypper', ['--non-interactive', 'install'], 'chromium', 'MozillaFirefox'),
  manager('pacman', ['-Sy', '--noconfirm', '--needed'], 'chromium', 'firefox'),
  manager('apk', ['add'], 'chromium', 'firefox-esr'),
  manager('brew', ['install', '--cask'], 'google-chrome', 'firefox'),
];
type PackageManager = ReturnType<typeof manager>;

function manager(command: string, install: string[], chromium: string, firefox: string) {
  return { command, refresh: null as string[] | null, install, packages: { chromium, firefox } };
}

/** All but brew, which must not run as root. */
const needsRoot = ({ command }: PackageManager): boolean => command !== 'brew';

const LABEL: Record<BrowserKind, string> = { chromium: 'Chromium, Chrome, Edge or Brave', firefox: 'Firefox' };

/**
 * The path of a browser. A missing one is installed with the system's package manager, if this
 * process may do so without a prompt.
 *
 * @throws ToolError with instructions where none can be installed
 */
export function ensureBrowser(kind: BrowserKind): string {
  const found = findBrowser(kind);
  if (found !== null) return found;
  const manager = PACKAGE_MANAGERS.find(({ command }) => runs(command, ['--version']));
  const prefix = manager === undefined ? null : privilege(manager);
  if (manager === undefined || prefix === null) throw noBrowser(kind, manager);

  const packages = manager.packages[kind];
  console.log(`No ${LABEL[kind]} found: installing ${packages} with ${manager.command} …`);
  if (manager.refresh) run([...prefix, manager.command, ...manager.refresh]);
  run([...prefix, manager.command, ...manager.install, manager.packages[kind]]);
  const installed = findBrowser(kind);
  if (installed === null) throw noBrowser(kind, manager);
  return installed;
}

/** The prefix that gives the command its rights; null where that needs a prompt. */
function privilege(manager: PackageManager): string[] | null {
  const isRoot = process.getuid?.() === 0;
  if (!needsRoot(manager)) return isRoot ? null : [];
  if (isRoot) return [];
  return runs('sudo', ['--non-interactive', 'true']) ? ['sudo', '--non-interactive'] : null;
}

function noBrowser(kind: BrowserKind, manager: PackageManager | undefined): ToolError {
  const byHand = manager
    ? `Install it (${needsRoot(manager) ? 'as root: ' : ''}${[manager.command, ...manager.install, manager.packages[kind]].join(' ')})`
    : 'Install it';
  return new ToolError(
    `No ${LABEL[kind]} was found, and none could be installed from here.\n` +
      `${byHand}, or name one that is there: ${BROWSER_VARIABLE[kind]}=/path/to/browser`,
  );
}

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function run([command = '', ...args]: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) throw new ToolError(`${[command, ...args].join(' ')} failed; it says why above.`);
}
