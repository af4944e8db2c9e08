import { useEffect, useState } from 'preact/hooks';

/** The cloud in the form: a stored one, or one that is being added and already has its id. */
export interface Target {
  id: string;
  isNew: boolean;
  /** root of the dashboard that is asked about the new cloud */
  dashboardRoot?: string;
  /** what the user came for, if known */
  openWith?: OpenWith;
}

/** To replace the password with an application credential, or because the cloud refused the stored credential. */
export type OpenWith = 'replacePassword' | 'credentialRefused';

/** Reads `#new`, `#from=<dashboard>`, `#cloud=<id>` and `#cloud=<id>&<openWith>`; null: anything else. */
export function targetOf(hash: string): Target | null {
  if (hash === '#new') return { id: crypto.randomUUID(), isNew: true };
  const dashboardRoot = /^#from=(.+)$/.exec(hash)?.[1];
  const [, id, openWith] = /^#cloud=([^&]+)(?:&(replacePassword|credentialRefused))?$/.exec(hash) ?? [];
  try {
    if (dashboardRoot !== undefined)
      return { id: crypto.randomUUID(), isNew: true, dashboardRoot: decodeURIComponent(dashboardRoot) };
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
  if (target.dashboardRoot !== undefined) return `#from=${encodeURIComponent(target.dashboardRoot)}`;
  if (target.isNew) return '#new';
  return `#cloud=${encodeURIComponent(target.id)}${target.openWith === undefined ? '' : `&${target.openWith}`}`;
}

/** The cloud in the form, kept in the page's address, which the popup opens and a reload keeps. */
export function useTarget(onHash: (target: Target | null) => void): [Target | null, (target: Target | null) => void] {
  const [target, setTarget] = useState(() => targetOf(location.hash));
  useEffect(() => {
    const onHashChange = () => {
      if (location.hash !== hashOf(target)) onHash(targetOf(location.hash));
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  });
  const showTarget = (next: Target | null) => {
    setTarget(next);
    history.replaceState(null, '', hashOf(next));
  };
  return [target, showTarget];
}
