import { spawnSync } from 'node:child_process';

/** The programs that press real keys in a browser on a virtual display. */
const PROGRAMS = ['Xvfb', 'openbox', 'xdotool'];

/** Those that are not installed. */
export function missingDesktopPrograms(): string[] {
  return PROGRAMS.filter((program) => spawnSync('which', [program], { stdio: 'ignore' }).status !== 0);
}
