import { spawnSync } from 'node:child_process';

/** The programs with which real keys are pressed in a browser on a display of its own. */
const PROGRAMS = ['Xvfb', 'openbox', 'xdotool'];

/** Those of them that are missing here. */
export function missingDesktopPrograms(): string[] {
  return PROGRAMS.filter((program) => spawnSync('which', [program], { stdio: 'ignore' }).status !== 0);
}
