import type { ButtonSlot, PageView } from '@/utils/dashboards/adapter';

/** The button slots of a view; none without a view. */
export const slotsIn = (view: PageView | null): ButtonSlot[] => [...(view?.slots ?? [])];
