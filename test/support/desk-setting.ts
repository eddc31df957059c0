/** What a desk needs that has nothing to do with what its reports say. */
import { readConfig } from '../../server/config.ts';
import { defaultThresholds } from '../../server/coverage/engine.ts';

const setting = { province: 'Hưng Yên', thresholds: { ...defaultThresholds }, tiles: null };

export const DESK_SETTING = {
  history: { file: '', thresholds: defaultThresholds, staleAfterMs: 0, setting },
  issuer: readConfig({}).issuer,
  place: 'tỉnh Hưng Yên',
};
