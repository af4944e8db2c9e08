/** A page as the browser parsed it; its scripts do not run. */
export function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Where the page of a list or a server is. */
export function pageUrl(path: string, webroot = '/horizon/'): URL {
  return new URL(`https://cloud.example.org${webroot}${path}`);
}
