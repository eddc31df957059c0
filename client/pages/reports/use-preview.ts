/** The PDF of the report as it would be made now: asked for a moment after the last change, given up when another change comes. */
import { useCallback, useEffect, useState } from 'react';
import type { ReportBody } from '../../../server/contract/reports.ts';
import { Refusal, isPreparing, refusalOf } from '../../model/answers.ts';
import { fetchOwn } from '../../model/session.ts';

export type Completeness = NonNullable<ReportBody['completeness']>;

export interface Made {
  path: string;
  /** blob: URL of the PDF. */
  url: string;
  bytes: number;
  /** null where the server did not say. */
  pages: number | null;
  completeness: Completeness | null;
}

export type Preview =
  | { state: 'none' }
  /** Since then, epoch ms of this browser's clock. */
  | { state: 'making'; since: number }
  | { state: 'ready' }
  | { state: 'cancelled' }
  /** The server still rolls up its history: asked again until it is done. */
  | { state: 'preparing'; progress: number | null }
  | { state: 'failed'; refusal: Refusal };

const SETTLE_MS = 700;
const PREPARING_MS = 3_000;

interface PreviewOf {
  preview: Preview;
  /** The last one that was made; of another choice while the next is in the making. */
  made: Made | null;
  cancel: () => void;
  again: () => void;
}

/** @param path under /api/v1; null: there is nothing to show */
export function usePreview(path: string | null): PreviewOf {
  const [made, setMade] = useState<Made | null>(null);
  const [attempt, setAttempt] = useState(0);
  /** What became of the request for this path and attempt. */
  const wanted = path === null ? null : `${attempt} ${path}`;
  const [outcome, setOutcome] = useState<{ of: string; preview: Preview } | null>(null);
  const [since, setSince] = useState(() => Date.now());
  const [stop, setStop] = useState<AbortController | null>(null);

  useEffect(() => {
    if (path === null || wanted === null) return;
    const controller = new AbortController();
    const ask = () => {
      setSince(Date.now());
      setStop(controller);
      fetchPdf(path, controller.signal).then(
        (pdf) => {
          if (controller.signal.aborted) return;
          setMade(pdf);
          setOutcome({ of: wanted, preview: { state: 'ready' } });
        },
        (error: unknown) => {
          if (controller.signal.aborted) return;
          const refusal = error instanceof Refusal ? error : new Refusal(0, 'no_answer', String(error));
          if (isPreparing(refusal)) {
            setOutcome({ of: wanted, preview: { state: 'preparing', progress: refusal.progress } });
            timer = setTimeout(ask, PREPARING_MS);
          } else setOutcome({ of: wanted, preview: { state: 'failed', refusal } });
        },
      );
    };
    let timer = setTimeout(ask, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [path, wanted]);

  useEffect(() => {
    if (made === null) return;
    return () => {
      URL.revokeObjectURL(made.url);
    };
  }, [made]);

  const cancel = useCallback(() => {
    stop?.abort();
    if (wanted !== null) setOutcome({ of: wanted, preview: { state: 'cancelled' } });
  }, [stop, wanted]);
  const again = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);

  const preview: Preview =
    wanted === null ? { state: 'none' } : outcome?.of === wanted ? outcome.preview : { state: 'making', since };
  return { preview, made, cancel, again };
}

/** @throws Refusal, or what fetch throws */
async function fetchPdf(path: string, signal: AbortSignal): Promise<Made> {
  const response = await fetchOwn(`/api/v1/${path}`, { signal });
  if (!response.ok) throw refusalOf(response, await response.json().catch(() => null));
  const bytes = await response.blob();
  return {
    path,
    url: URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })),
    bytes: bytes.size,
    pages: Number(response.headers.get('X-Report-Pages')) || null,
    completeness: readCompleteness(response.headers.get('X-Report-Completeness')),
  };
}

/** JSON of ReportBody['completeness'], which the server made; anything else is as good as none. */
function readCompleteness(header: string | null): Completeness | null {
  try {
    return header === null ? null : (JSON.parse(header) as Completeness);
  } catch {
    return null;
  }
}
