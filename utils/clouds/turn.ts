import { createSerial } from '@/utils/serial';

/**
 * The turn of whatever changes stored clouds and what belongs to them, and of whoever has to see a profile and its
 * credential as they belong together. Nothing is awaited of a cloud in one.
 */
export const inCloudTurn = createSerial();
