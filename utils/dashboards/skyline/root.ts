import type { RootOf } from '@/utils/dashboards/adapter';

/**
 * Classes of the frame and the login page; a hash follows. Source: skyline-console config/webpack.prod.js,
 * src/layouts/{Base,Auth}/index.jsx
 */
const MARKS = '#app [class*="__base-layout--"], #app [class*="__login-full-image--"]';

/** skyline-console src/core/index.jsx */
const rootOf: RootOf = (document, { protocol, origin }) =>
  /^https?:$/.test(protocol) && document.querySelector(MARKS) !== null ? `${origin}/` : null;

export default rootOf;
