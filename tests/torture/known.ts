/** Cells that fail until a row of the issue is mended. Must be empty in a release. */
export const KNOWN: readonly { column?: RegExp; broken: RegExp; rows: string }[] = [
  { column: /^(local|session|sync|vault|cache|files) /, broken: /^a valid token is known to nobody/, rows: '5' },
  { column: /^(local|session|sync|vault|cache|files) /, broken: /^a rejection that nobody handles/, rows: '5' },
  { column: /^worker ends/, broken: /^a valid token is known to nobody/, rows: '14' },
  { column: /^clock/, broken: /^a valid token is known to nobody/, rows: '15' },
  { column: /^(local|session|vault|files) /, broken: /^the secret of the cloud is lost/, rows: '11' },
  { column: /^session/, broken: /^a password was sent for/, rows: '13' },
  { column: /^cloud lists without end/, broken: /^the cloud is asked without end/, rows: '3' },
  { column: /^cloud sends a byte a second/, broken: /^it never ends/, rows: '3' },
  { column: /^cloud names the password/, broken: /secret/, rows: '7' },
  { column: /^cloud redirects elsewhere/, broken: /^a request reached/, rows: '17' },
];
