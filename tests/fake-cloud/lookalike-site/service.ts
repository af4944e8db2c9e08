import type { CloudContext } from '@/tests/fake-cloud/context';
import { html, pageNotFound } from '@/tests/fake-cloud/horizon/answers';
import { escapeHtml } from '@/tests/fake-cloud/horizon/markup/escape';
import { WEBROOT } from '@/tests/fake-cloud/horizon/webroot';
import type { Handler } from '@/tests/fake-cloud/http/messages';
import { LOOKALIKE, lookalikePage } from './pages';

function framing(src: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page with a frame</title></head>
<body><h1>Win a prize</h1><iframe id="framed" src="${escapeHtml(src)}" width="1200" height="700"></iframe></body></html>`;
}

/**
 * A hostile site on another origin. `/lookalike/…` and the dashboard's own path have the dashboard's pages and answers;
 * `/framing/` has the real list in a frame (`?src=` another page), which `knobs.horizonFrames` must allow; `/` is
 * an ordinary page.
 */
export function lookalikeHandler(context: CloudContext): Handler {
  return (call) => {
    if (call.path === '/')
      return html(200, '<!DOCTYPE html><html lang="en"><title>Lookalike</title><h1>Hello</h1></html>');
    if (call.path === '/framing/') {
      const list = `http://127.0.0.1:${context.ports.horizon}${WEBROOT}project/instances/`;
      return html(200, framing(call.query.get('src') ?? list));
    }
    const prefix = [LOOKALIKE, WEBROOT].find((known) => call.path.startsWith(known));
    const path = prefix === undefined ? undefined : call.path.slice(prefix.length);
    return (path !== undefined && lookalikePage(context, call, path)) || pageNotFound();
  };
}
