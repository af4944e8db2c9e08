/** The one seam to translated text (`assets/locales`); it speaks the browser's language. */
export { i18n } from '#i18n';
