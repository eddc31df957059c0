/** The bars of the replay's time axis: everybody who looks at the map asks for the same, again and again. */
import type { Activity } from '../contract/history.ts';
import { WHOLE, scopeKey } from '../contract/scope.ts';
import type { ActivityQuestion } from './questions.ts';

const KEPT_MS = 20_000;
const MOST = 16;

export class KeptActivities {
  private readonly kept = new Map<string, { answer: Activity; until: number }>();

  /** One answer serves them for a while. */
  of(question: ActivityQuestion, now: number, work: () => Activity): Activity {
    const { from, to, slotMs, scope = WHOLE } = question;
    const key = `${from} ${slotMs} ${Math.floor(to / KEPT_MS)} ${scopeKey(scope)}`;
    const kept = this.kept.get(key);
    if (kept !== undefined && now < kept.until) return kept.answer;
    const answer = work();
    this.kept.delete(key);
    this.kept.set(key, { answer, until: now + KEPT_MS });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    return answer;
  }
}
