import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '@/utils/background/start';

/** Built as a plain script: as a module it would load four files instead of one. */
export default defineBackground(() => {
  startBackground();
});
