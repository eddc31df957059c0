/** A file from the server, with word of how much has come. */
import { Refusal, fileNameOf } from '../../../model/answers.ts';

export interface FetchedFile {
  file: Blob;
  /** As the server calls it; null when it does not. */
  name: string | null;
}

/**
 * @param path under /api/v1
 * @param received told the bytes so far
 * @throws Refusal
 */
export async function fetchFile(
  path: string,
  received: (bytes: number) => void,
  signal: AbortSignal,
): Promise<FetchedFile> {
  try {
    const response = await fetch(`/api/v1/${path}`, { signal });
    if (!response.ok) throw new Refusal(response.status, 'refused', response.statusText);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const reader = response.body?.getReader();
    for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
      parts.push(step.value);
      bytes += step.value.length;
      received(bytes);
    }
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    return { file: new Blob(parts, { type }), name: fileNameOf(response.headers.get('content-disposition')) };
  } catch (error) {
    if (signal.aborted || error instanceof Refusal) throw error;
    throw new Refusal(0, 'no_answer', String(error));
  }
}
