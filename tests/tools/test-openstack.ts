import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSteps } from './build';
import { ensureBrowser } from './ensure-browser';
import { playwright, runSteps, vitest } from './steps';
import { runTool, ToolError } from './tool-error';

const USAGE = `Runs the contract tests and the browser tests against a real OpenStack.

OS_CLIENT_CONFIG_FILE  clouds.yaml with at least one cloud that signs in with a password (needed). Where one named
                       "admin" is an administrator's, tests that need new users run too
OS_CLOUD               its entry to use; otherwise "demo", else the first with a password
OS_TOKEN_SECONDS       lifetime of the cloud's tokens, at most five minutes: expiry is tested then
OS_SERVER              name of the server whose console is opened; otherwise the first one that shows a screen
HORIZON_URL            the dashboard of the same cloud; without it the tests of its button do not run. They need a
                       second entry of the same user, in another project
OS_MAY_ADD_REGION      set: "admin" may add a region to the catalog for a test
EXTENSION_IS_BUILT     set: the extension in .output is used as it is, and not built again

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
  if (!process.env.HORIZON_URL) console.log('HORIZON_URL is not set: the tests in a real Horizon do not run.');
  if (!process.env.OS_MAY_ADD_REGION)
    console.log('OS_MAY_ADD_REGION is not set: the switch of a region is not tested.');
  const builds = process.env.EXTENSION_IS_BUILT ? [] : buildSteps().slice(0, 1);
  return runSteps([vitest('contract', env), ...builds, playwright('openstack', env)]);
});
