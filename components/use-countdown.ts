import { useEffect, useState } from 'preact/hooks';

/** Seconds left until `until` (ms since the epoch). */
export function useCountdown(until: number | null): number {
  const secondsLeft = () => (until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000)));
  const [seconds, setSeconds] = useState(secondsLeft);
  useEffect(() => {
    setSeconds(secondsLeft);
    if (until === null) return;
    const timer = setInterval(() => setSeconds(secondsLeft), 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
