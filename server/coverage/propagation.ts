/**
 * How far a cell is heard: Extended Hata path loss and the sector antenna.
 *
 * Source of the formulas: SEAMCAT handbook, "Extended Hata model" (ERC Report 68), median part only, without the
 * free-space floor, which the published check values do not apply either. Between 0.1 and 20 km the loss is a straight
 * line over log10(d), and so a range has a closed form:
 *
 *      loss dB
 *        |                              ___/   > 20 km: at1Km + slope · (log10 d)^α
 *        |                    ____-----
 *        |          ____-----          0.1 … 20 km: at1Km + slope · log10 d
 *        |     __--                    0.04 … 0.1 km: straight between its ends
 *        |  _-                         < 0.04 km: free space
 *        +--+----+-----------------+--> log10 d
 */
import type { Environment } from '../contract/terms.ts';

/** A footprint is cut here, m. */
export const MAX_RANGE_M = 12_000;
/** Height of the phone, m. */
export const MOBILE_HEIGHT_M = 1.5;

const NEAR_KM = 0.04;
const FAR_KM = 0.1;
const BENT_KM = 20;
const MAX_KM = 100;
const MAX_ANTENNA_LOSS_DB = 25;

/**
 * Median path loss, dB, of the Extended Hata model.
 *
 * @param fMHz carrier, 30–3000 MHz
 * @param dKm horizontal distance, 0–100 km
 * @param hbM,hmM antenna heights above ground, m (the higher one is the base station)
 * @throws RangeError outside of these
 */
export function extendedHata(fMHz: number, dKm: number, hbM: number, hmM: number, environment: Environment): number {
  if (!(fMHz >= 30 && fMHz <= 3000)) throw new RangeError(`Extended Hata holds for 30–3000 MHz, not ${fMHz}`);
  if (!(dKm >= 0 && dKm <= MAX_KM)) throw new RangeError(`Extended Hata holds for 0–100 km, not ${dKm}`);
  if (!(hbM > 0 && hmM > 0)) throw new RangeError(`Antenna heights must be above ground, not ${hbM} and ${hmM} m`);
  if (dKm <= NEAR_KM) return nearLoss(fMHz, dKm, hbM, hmM);
  const line = farLine(fMHz, hbM, hmM, environment);
  if (dKm >= FAR_KM) return line.at1Km + line.slope * Math.log10(dKm) ** bend(fMHz, dKm, Math.max(hbM, hmM));
  const near = nearLoss(fMHz, NEAR_KM, hbM, hmM);
  const far = line.at1Km + line.slope * Math.log10(FAR_KM);
  return near + (far - near) * (Math.log10(dKm / NEAR_KM) / Math.log10(FAR_KM / NEAR_KM));
}

/**
 * Loss of a sector antenna off its axis, dB: min(12 (φ/φ3dB)², 25) (3GPP TR 36.814, horizontal pattern).
 *
 * @param phiDeg angle from the axis, −180…180°
 * @param beamwidthDeg half-power beamwidth φ3dB; 360 = omni
 */
export function antennaLoss(phiDeg: number, beamwidthDeg: number): number {
  return beamwidthDeg >= 360 ? 0 : Math.min(12 * (phiDeg / beamwidthDeg) ** 2, MAX_ANTENNA_LOSS_DB);
}

/**
 * Largest distance, m, at which the loss stays within a budget; 0 when it does nowhere, never above MAX_RANGE_M.
 *
 * @param budgetDb EIRP − A(φ) − threshold
 * @param hbM antenna height above ground, m; the phone is at MOBILE_HEIGHT_M
 */
export function rangeM(fMHz: number, hbM: number, environment: Environment, budgetDb: number): number {
  return rangeFinder(fMHz, hbM, environment)(budgetDb);
}

/** `rangeM` of one antenna as a function of the budget alone: what does not depend on the direction is worked out once. */
export function rangeFinder(fMHz: number, hbM: number, environment: Environment): (budgetDb: number) => number {
  const { at1Km, slope } = farLine(fMHz, hbM, MOBILE_HEIGHT_M, environment);
  const atFar = at1Km + slope * Math.log10(FAR_KM);
  const atNear = nearLoss(fMHz, NEAR_KM, hbM, MOBILE_HEIGHT_M);
  const perDb = Math.LN10 / slope;
  return (budgetDb) => {
    if (budgetDb >= atFar) return Math.min(1000 * Math.exp((budgetDb - at1Km) * perDb), MAX_RANGE_M);
    if (budgetDb >= atNear) return 1000 * NEAR_KM * (FAR_KM / NEAR_KM) ** ((budgetDb - atNear) / (atFar - atNear));
    const squareKm = 10 ** ((budgetDb - 32.4 - 20 * Math.log10(fMHz)) / 10) - ((hbM - MOBILE_HEIGHT_M) / 1000) ** 2;
    return squareKm > 0 ? 1000 * Math.sqrt(squareKm) : 0;
  };
}

/** Free space over the slant distance, for d ≤ 0.04 km. */
function nearLoss(fMHz: number, dKm: number, hbM: number, hmM: number): number {
  return 32.4 + 20 * Math.log10(fMHz) + 10 * Math.log10(dKm ** 2 + (hbM - hmM) ** 2 / 1e6);
}

/** The straight part: loss dB at 1 km, and dB per decade of distance. */
function farLine(fMHz: number, h1M: number, h2M: number, environment: Environment): { at1Km: number; slope: number } {
  const hb = Math.max(h1M, h2M);
  const hm = Math.min(h1M, h2M);
  const logF = Math.log10(fMHz);
  const logHb = Math.log10(Math.max(30, hb));
  const mobileGain =
    (1.1 * logF - 0.7) * Math.min(10, hm) - (1.56 * logF - 0.8) + Math.max(0, 20 * Math.log10(hm / 10));
  const lowMastGain = Math.min(0, 20 * Math.log10(hb / 30));
  const urban = urbanCarrierLoss(fMHz) - 13.82 * logHb - mobileGain - lowMastGain;
  return { at1Km: urban - openness(fMHz, environment), slope: 44.9 - 6.55 * logHb };
}

function urbanCarrierLoss(fMHz: number): number {
  if (fMHz <= 150) return 69.6 + 26.2 * Math.log10(150) - 20 * Math.log10(150 / fMHz);
  if (fMHz <= 1500) return 69.6 + 26.2 * Math.log10(fMHz);
  if (fMHz <= 2000) return 46.3 + 33.9 * Math.log10(fMHz);
  return 46.3 + 33.9 * Math.log10(2000) + 10 * Math.log10(fMHz / 2000);
}

/** What is lost less than in a town, dB. */
function openness(fMHz: number, environment: Environment): number {
  const logF = Math.log10(Math.min(Math.max(150, fMHz), 2000));
  switch (environment) {
    case 'urban':
      return 0;
    case 'suburban':
      return 2 * (logF - Math.log10(28)) ** 2 + 5.4;
    case 'rural':
      return 4.78 * logF ** 2 - 18.33 * logF + 40.94;
  }
}

/** α: beyond 20 km the loss grows faster. */
function bend(fMHz: number, dKm: number, hbM: number): number {
  return dKm <= BENT_KM ? 1 : 1 + (0.14 + 1.87e-4 * fMHz + 1.07e-3 * hbM) * Math.log10(dKm / BENT_KM) ** 0.8;
}
