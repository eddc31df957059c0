/** That a session ended under somebody's hands: said by the sign-in page they are brought to, which is another page load. */
const KEY = 'phu-song.ended';

export function keepEnded(hasEnded: boolean): void {
  try {
    if (hasEnded) sessionStorage.setItem(KEY, '1');
    else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing says a sentence less.
  }
}

export function hasEnded(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
