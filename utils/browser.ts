/** The one seam to the WebExtension APIs (webextension-polyfill, by WXT's module); tests replace it here. */
export { browser } from 'wxt/browser';
