import { Window } from 'happy-dom';

const MOST = 500;
let window = new Window();
let parsed = 0;

/** A DOMParser for many documents: happy-dom keeps each one for as long as its window is there, up to gigabytes. */
export class OftenParser {
  parseFromString(html: string, type: 'text/html'): Document {
    parsed += 1;
    if (parsed % MOST === 0) window = new Window();
    return new window.DOMParser().parseFromString(html, type) as unknown as Document;
  }
}
