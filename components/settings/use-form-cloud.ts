import { useEffect, useState } from 'preact/hooks';

/** The cloud in the form: a stored one, or one that is being added and already has its id. */
export interface FormCloud {
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
export function formCloudOf(hash: string): FormCloud | null {
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

function hashOf(formCloud: FormCloud | null): string {
  if (formCloud === null) return '#';
  if (formCloud.dashboardRoot !== undefined) return `#from=${encodeURIComponent(formCloud.dashboardRoot)}`;
  if (formCloud.isNew) return '#new';
  return `#cloud=${encodeURIComponent(formCloud.id)}${formCloud.openWith === undefined ? '' : `&${formCloud.openWith}`}`;
}

/** The cloud in the form, kept in the page's address, which the popup opens and a reload keeps. */
export function useFormCloud(
  onHash: (formCloud: FormCloud | null) => void,
): [FormCloud | null, (formCloud: FormCloud | null) => void] {
  const [formCloud, setFormCloud] = useState(() => formCloudOf(location.hash));
  useEffect(() => {
    const onHashChange = () => {
      if (location.hash !== hashOf(formCloud)) onHash(formCloudOf(location.hash));
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  });
  const showFormCloud = (next: FormCloud | null) => {
    setFormCloud(next);
    history.replaceState(null, '', hashOf(next));
  };
  return [formCloud, showFormCloud];
}
