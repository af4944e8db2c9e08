import type { Traits } from '@/tests/fake-cloud/horizon/release';
import type { Words } from '@/tests/fake-cloud/horizon/words';
import type { Knobs } from '@/tests/fake-cloud/knobs';

export interface Named {
  id: string;
  name: string;
}

/** The user, project and region in the page's header. */
export interface Visitor {
  userName: string;
  domain: Named;
  project: Named;
  projects: Named[];
  /** the header shows it only where there are several */
  region: string;
  regions: string[];
  isAdmin: boolean;
}

export interface Notice {
  kind: 'success' | 'error';
  text: string;
}

/** What the rendering of a page depends on, apart from its content. */
export interface RenderContext {
  /** the dashboard's own path, such as `/horizon/` */
  root: string;
  traits: Traits;
  language: Knobs['horizonLanguage'];
  words: Words;
  theme: Knobs['horizonTheme'];
  /** milliseconds between two requests for a pending row */
  pollMs: number;
  mayBeFramed: boolean;
  csrfToken: string;
  visitor: Visitor;
  /** shown once, above the page */
  notices: Notice[];
}
