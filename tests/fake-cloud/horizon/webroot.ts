/** The dashboard's path on its host. */
export const WEBROOT = '/horizon/';
