import type { Place, View } from '@/utils/dashboards/adapter';

/** All places of a view at once; none where there is no view. */
export const placesIn = (view: View | null): Place[] => [...(view?.places ?? [])];
