/** Where the dashboard lives on its host. */
export const WEBROOT = '/horizon/';
