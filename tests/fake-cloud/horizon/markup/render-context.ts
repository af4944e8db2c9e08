import type { Traits } from '@/tests/fake-cloud/horizon/release';
import type { Words } from '@/tests/fake-cloud/horizon/words';
import type { Knobs } from '@/tests/fake-cloud/knobs';

export interface Named {
  id: string;
  name: string;
}

/** Who looks, and from where: what the page's header says. */
export interface Visitor {
  userName: string;
  domain: Named;
  project: Named;
  projects: Named[];
  /** the chosen one, and all there are; the header tells it only where there are several */
  region: string;
  regions: string[];
  isAdmin: boolean;
}

export interface Notice {
  kind: 'success' | 'error';
  text: string;
}

/** Everything that decides how a page is drawn, beside what is on it. */
export interface RenderContext {
  /** the dashboard's own path, such as `/horizon/` */
  root: string;
  traits: Traits;
  language: Knobs['horizonLanguage'];
  words: Words;
  theme: Knobs['horizonTheme'];
  /** milliseconds between two questions for a pending row */
  pollMs: number;
  mayBeFramed: boolean;
  csrfToken: string;
  visitor: Visitor;
  /** shown once, above the page */
  notices: Notice[];
}
