/**
 * The text of an answer, as UTF-8, read no further than needed: what a dashboard sends may be endless.
 *
 * @param most bytes; an answer that is longer is cut there.
 * @returns `isWhole` is false where it was cut. Throws what the stream throws.
 */
export async function readUpTo(answer: Response, most: number): Promise<{ text: string; isWhole: boolean }> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return { text: '', isWhole: true };
  const decoder = new TextDecoder();
  let text = '';
  for (let left = most; ; ) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isWhole: true };
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
    if (left >= 0) continue;
    await reader.cancel();
    return { text, isWhole: false };
  }
}
