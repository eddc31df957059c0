import { useShownNowFor } from '../../../model/shown.ts';
import { useFormat } from '../../../ui/use-format.ts';

/** Since when and for how long: "14:14 · 18 phút". */
export function Age({ since }: { since: number }) {
  const format = useFormat();
  const now = useShownNowFor(since);
  return (
    <>
      {format.moment(since, now)} · {format.duration(now - since)}
    </>
  );
}

/** Only for how long: "18 phút". */
export function Duration({ since }: { since: number }) {
  const format = useFormat();
  const now = useShownNowFor(since);
  return <>{format.duration(now - since)}</>;
}
