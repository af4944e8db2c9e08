import type { RootOf } from '@/utils/dashboards/adapter';

/**
 * Classes of the layout around all pages and of the login page; a hash follows. Source: skyline-console config/webpack.prod.js,
 * src/layouts/{Base,Auth}/index.jsx
 */
const SKYLINE_ELEMENTS = '#app [class*="__base-layout--"], #app [class*="__login-full-image--"]';

/** skyline-console src/core/index.jsx */
const rootOf: RootOf = (document, { protocol, origin }) =>
  /^https?:$/.test(protocol) && document.querySelector(SKYLINE_ELEMENTS) !== null ? `${origin}/` : null;

export default rootOf;
