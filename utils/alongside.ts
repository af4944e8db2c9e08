/** Who is silent for so long after the call was answered cannot be asked, in ms. */
const PATIENCE_MS = 2_500;

/**
 * What becomes of a call, and of a question beside it that may change what its answer is worth.
 *
 * @returns how the call ended, and how the question did; nothing for a question that keeps the call's answer waiting too
 *   long. Never throws.
 */
export async function alongside<Q, A>(
  question: Promise<Q>,
  call: Promise<A>,
): Promise<[answer: PromiseSettledResult<A>, told: PromiseSettledResult<Q> | undefined]> {
  const asked = Promise.allSettled([question]);
  const [answer] = await Promise.allSettled([call]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  const [told] = await Promise.race([asked, late]);
  clearTimeout(timer);
  return [answer, told];
}
