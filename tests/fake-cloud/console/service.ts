import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FakeAnswer, Handler } from '@/tests/fake-cloud/http/messages';

const PAGES: Record<string, string> = {
  '/vnc_lite.html': 'vnc.html',
  '/vnc_auto.html': 'vnc.html',
  '/vnc.html': 'vnc.html',
  '/spice_auto.html': 'other-console.html',
  '/mks.html': 'other-console.html',
};

const PAGES_FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'pages');
const NOVNC_FOLDER = dirname(dirname(createRequire(import.meta.url).resolve('@novnc/novnc')));
const SERVER = { Server: 'WebSockify Python/3.11.2' };

function notFound(message: string): FakeAnswer {
  const body = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: 404</p>
        <p>Message: ${message}.</p>
        <p>Error code explanation: 404 - Nothing matches the given URI.</p>
    </body>
</html>
`;
  return { status: 404, reason: message, headers: { ...SERVER, 'Content-Type': 'text/html;charset=utf-8' }, body };
}

async function file(path: string, type: string): Promise<FakeAnswer> {
  return { status: 200, headers: { ...SERVER, 'Content-Type': type }, body: await readFile(path) };
}

/** The files of the console proxy: its pages, and noVNC's own modules (`/core/`, `/vendor/`). */
export function consoleHandler(): Handler {
  return (call) => {
    if (call.path === '/') return notFound('No such file');
    const page = PAGES[call.path];
    if (page !== undefined) return file(join(PAGES_FOLDER, page), 'text/html');
    const path = normalize(decodeURIComponent(call.path));
    const isModule = /^\/(core|vendor)\/[\w./-]+\.js$/.test(path);
    const onDisk = join(NOVNC_FOLDER, path);
    return isModule && existsSync(onDisk) ? file(onDisk, 'text/javascript') : notFound('File not found');
  };
}
