import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSteps } from './build';
import { ensureBrowser } from './ensure-browser';
import { playwright, runSteps, vitest } from './steps';
import { runTool, ToolError } from './tool-error';

const USAGE = `Runs the contract tests and the way from the settings to a console against a real OpenStack.

OS_CLIENT_CONFIG_FILE  clouds.yaml with at least one cloud that signs in with a password (needed). Where one named
                       "admin" is an administrator's, users are made for the tests of passcodes and passwords
OS_CLOUD               its entry to use; otherwise "demo", else the first with a password
OS_TOKEN_SECONDS       how long the cloud's tokens live, where that is five minutes at most: what runs out is tested then
OS_SERVER              name of the server whose console is opened; otherwise the first one that draws
HORIZON_URL            the dashboard of the same cloud; without it the tests of its button are left out. They need a
                       second entry of the same user, in another project
OS_MAY_ADD_REGION      anything, where a region may be added to the catalog by "admin" for a while, to test a switch to it

    OS_CLIENT_CONFIG_FILE=~/.config/openstack/clouds.yaml npm run test:openstack`;

await runTool(async () => {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const file = process.env.OS_CLIENT_CONFIG_FILE;
  if (!file) throw new ToolError(`OS_CLIENT_CONFIG_FILE is not set.\n\n${USAGE}`);
  if (!existsSync(file)) throw new ToolError(`OS_CLIENT_CONFIG_FILE names ${file}, and there is no such file.`);
  const env = { OS_CLIENT_CONFIG_FILE: resolve(file), CHROME_PATH: ensureBrowser('chromium') };
  if (!process.env.HORIZON_URL) console.log('HORIZON_URL is not set: the tests in a real Horizon are left out.');
  if (!process.env.OS_MAY_ADD_REGION) console.log('OS_MAY_ADD_REGION is not set: the switch of a region is left out.');
  return runSteps([vitest('contract', env), ...buildSteps().slice(0, 1), playwright('openstack', env)]);
});
