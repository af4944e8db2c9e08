import type { RootOf } from '@/utils/dashboards/adapter';

/**
 * The frame of its pages and the picture of its login page. The build puts file and class name together and adds a
 * hash: `index__base-layout--3fG2a`. Source: skyline-console config/webpack.prod.js, src/layouts/{Base,Auth}/index.jsx
 */
const MARKS = '#app [class*="__base-layout--"], #app [class*="__login-full-image--"]';

/** Where a Skyline lives: its router knows no path before its own. Source: skyline-console src/core/index.jsx */
const rootOf: RootOf = (document, { protocol, origin }) =>
  /^https?:$/.test(protocol) && document.querySelector(MARKS) !== null ? `${origin}/` : null;

export default rootOf;
