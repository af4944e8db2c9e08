import type { ButtonSlot, PageView } from '@/utils/dashboards/adapter';

/** All places of a view at once; none where there is no view. */
export const slotsIn = (view: PageView | null): ButtonSlot[] => [...(view?.slots ?? [])];
