import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '@/utils/background/start';

/** A plain script; as a module it would load four files. */
export default defineBackground(() => {
  startBackground();
});
