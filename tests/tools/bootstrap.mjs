/**
 * First step of the npm commands; needs only Node. It installs the
 * dependencies when they are missing or not those of package-lock.json, then runs a script of this folder.
 *
 *     node tests/tools/bootstrap.mjs tests/tools/demo.ts --help
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LOWEST_NODE = [20, 19];
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [script, ...args] = process.argv.slice(2);

if (script === undefined) fail('Say which script to run, such as tests/tools/demo.ts.');
checkNode();
if (!dependenciesAreCurrent()) install();
if (!existsSync(join(root, '.wxt', 'tsconfig.json'))) runNode(['node_modules/wxt/bin/wxt.mjs', 'prepare']);
runScript();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [lowestMajor, lowestMinor] = LOWEST_NODE;
  if (major > lowestMajor || (major === lowestMajor && minor >= lowestMinor)) return;
  fail(`Node ${LOWEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`);
}

/** Whether node_modules has exactly the versions of package-lock.json. */
function dependenciesAreCurrent() {
  const locked = lockedPackages('package-lock.json');
  const installed = lockedPackages(join('node_modules', '.package-lock.json'));
  if (locked === null || installed === null) return false;
  return Object.entries(locked).every(
    // Optional ones depend on the platform; the entry named "" is this project.
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function install() {
  console.log('Installing the dependencies (npm ci) …');
  // npm names its own script in npm_execpath; without it (a direct call) the shell finds npm.
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } };
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], options)
    : spawnSync('npm ci', { ...options, shell: true });
  if (status !== 0) fail('The dependencies could not be installed; npm says why above.');
}

function runNode(nodeArgs) {
  const { status } = spawnSync(process.execPath, nodeArgs, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function runScript() {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root, stdio: 'inherit' });
  // Ctrl+C reaches the child by itself: wait until it has cleaned up. Other signals are passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
