/** Counts how often the tokens of each cloud were given up, to notice that between the steps of a call. */
export interface Epochs {
  /** how often they were */
  of(cloudId: string): number;
  /** how often a person, another browser or an administrator did that */
  ownOf(cloudId: string): number;
  /** @param isLost what a dashboard lent is lent no more: another loan may follow without a word */
  end(cloudId: string, isLost?: boolean): void;
}

/** Makes the counters of one worker; each starts at 0. */
export function createEpochs(): Epochs {
  const all = new Map<string, number>();
  const lost = new Map<string, number>();
  const of = (cloudId: string) => all.get(cloudId) ?? 0;
  return {
    of,
    ownOf: (cloudId) => of(cloudId) - (lost.get(cloudId) ?? 0),
    end(cloudId, isLost = false) {
      all.set(cloudId, of(cloudId) + 1);
      if (isLost) lost.set(cloudId, (lost.get(cloudId) ?? 0) + 1);
    },
  };
}
