import { useCallback, useEffect, useRef, useState } from 'react';
import { Refusal } from '../../../model/answers.ts';
import { saveFile } from '../../../model/save-file.ts';
import { dayQuery, type Period } from '../period.ts';
import { fetchFile } from './fetch-file.ts';

export const FORMATS = ['docx', 'pdf', 'xlsx'] as const;
export type SheetFormat = (typeof FORMATS)[number];

export type Sheet =
  | { state: 'idle' }
  | { state: 'making'; format: SheetFormat; bytes: number }
  | { state: 'done'; name: string; bytes: number }
  | { state: 'failed'; format: SheetFormat; refusal: Refusal };

const IDLE: Sheet = { state: 'idle' };

/** Makes the commune's sheet and hands it to the browser; one at a time. */
export function useSheet(code: string, period: Period) {
  const [sheet, setSheet] = useState<Sheet>(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  const query = dayQuery(period);
  const make = useCallback(
    async (format: SheetFormat) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setSheet({ state: 'making', format, bytes: 0 });
      const received = (bytes: number): void => {
        setSheet({ state: 'making', format, bytes });
      };
      try {
        const path = `reports/commune.${format}?${query}&communes=${encodeURIComponent(code)}`;
        const { file, name } = await fetchFile(path, received, controller.signal);
        const called = name ?? `phieu-xa-${code}.${format}`;
        saveFile(file, called);
        setSheet({ state: 'done', name: called, bytes: file.size });
      } catch (error) {
        if (controller.signal.aborted) return;
        setSheet({
          state: 'failed',
          format,
          refusal: error instanceof Refusal ? error : new Refusal(0, 'unknown', String(error)),
        });
      }
    },
    [code, query],
  );
  /** Stops what is being made, and takes the message away. */
  const dismiss = useCallback(() => {
    running.current?.abort();
    setSheet(IDLE);
  }, []);
  return { sheet, make, dismiss };
}
