import { useEffect, useState } from 'preact/hooks';

/** The cloud in the form: a stored one, or one that is being added and has its id already. */
export interface Target {
  id: string;
  isNew: boolean;
  /** root of the dashboard that tells about the new cloud */
  from?: string;
  /** what the person comes for, where that is known */
  openWith?: OpenWith;
}

/**
 * `restrict`: an application credential in the place of the password; `refused`: the cloud does not accept the
 * credential that is stored.
 */
export type OpenWith = 'replacePassword' | 'refused';

/** Reads `#new`, `#from=<dashboard>`, `#cloud=<id>` and `#cloud=<id>&<openWith>`; null: none of them, or one that nobody has written so. */
export function targetOf(hash: string): Target | null {
  if (hash === '#new') return { id: crypto.randomUUID(), isNew: true };
  const from = /^#from=(.+)$/.exec(hash)?.[1];
  const [, id, openWith] = /^#cloud=([^&]+)(?:&(replacePassword|refused))?$/.exec(hash) ?? [];
  try {
    if (from !== undefined) return { id: crypto.randomUUID(), isNew: true, from: decodeURIComponent(from) };
    if (id === undefined) return null;
    return {
      id: decodeURIComponent(id),
      isNew: false,
      ...(openWith !== undefined && { openWith: openWith as OpenWith }),
    };
  } catch {
    return null; // a percent sign alone
  }
}

function hashOf(target: Target | null): string {
  if (target === null) return '#';
  if (target.from !== undefined) return `#from=${encodeURIComponent(target.from)}`;
  if (target.isNew) return '#new';
  return `#cloud=${encodeURIComponent(target.id)}${target.openWith === undefined ? '' : `&${target.openWith}`}`;
}

/** The cloud in the form, as the address says it; asked for by the popup, by a reload, by the person. */
export function useTarget(onHash: (target: Target | null) => void): [Target | null, (target: Target | null) => void] {
  const [target, setTarget] = useState(() => targetOf(location.hash));
  useEffect(() => {
    const changed = () => {
      if (location.hash !== hashOf(target)) onHash(targetOf(location.hash));
    };
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  });
  const go = (next: Target | null) => {
    setTarget(next);
    history.replaceState(null, '', hashOf(next));
  };
  return [target, go];
}
