interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
}

/**
 * The one Trusted Types policy that `assets/page-policy.ts` allows in the settings. They load this file first: other
 * script could make the policy itself otherwise. Browsers without Trusted Types take the text.
 */
const policy = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('inert-document', {
  createHTML: (html) => html,
});

/**
 * Parses HTML of a dashboard to read it. Such a document runs no script and loads nothing; no part of it may be put
 * into a page. Source: https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#dom-domparser-parsefromstring
 */
export function inertDocument(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
