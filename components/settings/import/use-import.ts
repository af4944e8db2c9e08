import { useMemo, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import type { Problem } from '@/utils/problems/problem';
import { type Decision, type FileRow, type PreviewRow, readSources, rowsOf } from './choices';
import { addressesOf, importRequest } from './import-request';
import type { Source } from './read-source';

/** The state of the import dialog, and what the user can do. */
export interface Import {
  files: FileRow[];
  rows: PreviewRow[];
  matchPatterns: string[];
  remember: Remember;
  working: boolean;
  error: { problem: Problem; accessDenied: boolean } | null;
  setSources(change: (before: Source[]) => Source[]): void;
  decide(key: string, decision: Decision): void;
  setRemember(remember: Remember): void;
  /** `ask`: asks for host access first, inside a click */
  submit(ask: boolean): void;
}

/** Compares the sources with the stored clouds, and stores the chosen ones in one request. */
export function useImport(stored: CloudProfile[], onImported: (ids: string[]) => void): Import {
  const api = usePageApi();
  const [sources, setSources] = useState<Source[]>([]);
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(new Map());
  const [remember, setRemember] = useState<Remember>('session');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<Import['error']>(null);

  const { files, planned } = useMemo(() => readSources(sources, stored), [sources, stored]);
  const rows = useMemo(() => rowsOf(planned, decisions), [planned, decisions]);
  const matchPatterns = useMemo(() => {
    const patterns = addressesOf(rows).map((address) => api.matchPatternOf(address));
    return [...new Set(patterns.filter((pattern) => pattern !== null))];
  }, [api, rows]);

  const submit = (ask: boolean) => {
    if (working || !rows.some(({ chosen }) => chosen)) return;
    // before any await, inside the click
    const access = ask ? api.requestAccess(matchPatterns) : Promise.resolve(true);
    const request = importRequest(rows, remember, stored);
    setWorking(true);
    setError(null);
    void access.then(async (granted) => {
      const reply = granted ? await api.send('importClouds', request) : null;
      setWorking(false);
      if (reply?.ok) return onImported(request.clouds.map(({ profile }) => profile.id));
      const problem: Problem = reply?.problem ?? { code: 'HOST_PERMISSION_MISSING', facts: { origins: matchPatterns } };
      setError({ problem, accessDenied: !granted });
    });
  };

  return {
    files,
    rows,
    matchPatterns,
    remember,
    working,
    error,
    setSources,
    decide: (key, decision) =>
      setDecisions((before) => new Map([...before, [key, { ...before.get(key), ...decision }]])),
    setRemember,
    submit,
  };
}
