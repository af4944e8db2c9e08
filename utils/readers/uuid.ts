/** What Nova gives its servers, as part of a pattern; Horizon itself takes any text. */
export const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
