import type { PageApi } from '@/utils/messaging/page-api';
import { importScenes } from './import-scenes';
import { popupScenes } from './popup-scenes';
import { settingsScenes } from './settings-scenes';
import { waysInScenes } from './ways-in-scenes';

export interface Scene {
  page: 'popup' | 'settings';
  api: PageApi;
  /** the hash of the settings page */
  hash?: string;
  /** what to do before the picture: texts to type and buttons to press, by selector */
  steps?: readonly ({ press: string } | { click: string } | { type: string; into: string })[];
}

export const scenes: Record<string, Scene> = { ...popupScenes, ...settingsScenes, ...importScenes, ...waysInScenes };
