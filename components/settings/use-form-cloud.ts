import { useEffect, useState } from 'preact/hooks';

/** The cloud in the form: a stored one, or a new one with its id. */
export interface FormCloud {
  id: string;
  isNew: boolean;
  dashboardRoot?: string;
  openWith?: OpenWith;
}

/** What the user came for: to replace the password, or a credential that the cloud refused. */
export type OpenWith = 'replacePassword' | 'credentialRefused';

/** Parses `#new`, `#from=<dashboard>` and `#cloud=<id>[&<openWith>]`; else null. */
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

/** The cloud in the form, kept in the page's address. */
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
