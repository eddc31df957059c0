/** Work for later, called off by what it returns. An argument of whatever waits, so that tests need not. */
export type Later = (ms: number, work: () => void) => () => void;

/** setTimeout counts milliseconds in 31 bits; more would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const later: Later = (ms, work) => {
  const timer = setTimeout(work, Math.min(Math.max(0, ms), LONGEST_MS));
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};
