import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '@/utils/background/start';

/** Not a module: then it would share files with the pages, load four instead of one, and carry what only they need. */
export default defineBackground(() => {
  startBackground();
});
