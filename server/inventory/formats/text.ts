/** Bytes of a file → text, or a plain word on why it is not. */
import type { Words } from '../../errors.ts';
import type { Problems } from './problems.ts';

export const MAX_FILE_BYTES = 64 * 1024 * 1024;
export const TOO_LARGE: Words = {
  vi: 'tệp lớn quá 64 MB; hãy chia nhỏ',
  en: 'the file is larger than 64 MB; split it',
};

/** UTF-8 with or without a byte order mark (dropped). Null, with a problem noted, when the file is none, empty or too large. */
export function decodeText(bytes: Uint8Array, problems: Problems): string | null {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    problems.add(null, null, bytes.byteLength, TOO_LARGE);
    return null;
  }
  const text = decodeUtf8(bytes);
  if (text === null || text.includes('\0')) {
    problems.add(null, null, null, {
      vi: 'tệp không phải văn bản UTF-8; hãy lưu lại dưới dạng “CSV UTF-8”, GeoJSON hoặc NDJSON',
      en: 'the file is not UTF-8 text; save it as "CSV UTF-8", GeoJSON or NDJSON',
    });
    return null;
  }
  if (text.trim() === '') {
    problems.add(null, null, null, { vi: 'tệp trống', en: 'the file is empty' });
    return null;
  }
  return text;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
