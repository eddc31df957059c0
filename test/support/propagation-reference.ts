/**
 * Okumura–Hata and COST-231-Hata, the models that Extended Hata grew from. For tests only: they show that the shared
 * terms are right, and where the extension must agree with them.
 *
 * Sources: M. Hata, "Empirical formula for propagation loss in land mobile radio services", IEEE Trans. Veh. Technol.
 * 29 (1980); COST 231 final report, chapter 4.
 */
export const HATA_AREAS = ['urban_large', 'urban_small', 'suburban', 'open'] as const;
type HataArea = (typeof HATA_AREAS)[number];

/**
 * Median loss, dB.
 *
 * @param fMHz 150–1500
 * @param dKm 1–10
 * @param hbM 30–300
 * @param hmM 1–10
 * @throws RangeError outside of these
 */
export function okumuraHata(fMHz: number, dKm: number, hbM: number, hmM: number, area: HataArea): number {
  within('frequency', fMHz, 150, 1500);
  within('distance', dKm, 1, 10);
  within('base station height', hbM, 30, 300);
  within('mobile height', hmM, 1, 10);
  const logF = Math.log10(fMHz);
  const logHb = Math.log10(hbM);
  const mobileGain = area === 'urban_large' ? largeCityGain(fMHz, hmM) : smallCityGain(logF, hmM);
  const urban = 69.55 + 26.16 * logF - 13.82 * logHb - mobileGain + (44.9 - 6.55 * logHb) * Math.log10(dKm);
  if (area === 'suburban') return urban - 2 * Math.log10(fMHz / 28) ** 2 - 5.4;
  if (area === 'open') return urban - 4.78 * logF ** 2 + 18.33 * logF - 40.94;
  return urban;
}

/** Median loss, dB; 1500–2000 MHz nominally. `metropolitan` adds 3 dB. */
export function cost231(fMHz: number, dKm: number, hbM: number, hmM: number, metropolitan: boolean): number {
  const logF = Math.log10(fMHz);
  const logHb = Math.log10(hbM);
  const slope = 44.9 - 6.55 * logHb;
  return (
    46.3 + 33.9 * logF - 13.82 * logHb - smallCityGain(logF, hmM) + slope * Math.log10(dKm) + (metropolitan ? 3 : 0)
  );
}

function smallCityGain(logF: number, hmM: number): number {
  return (1.1 * logF - 0.7) * hmM - (1.56 * logF - 0.8);
}

function largeCityGain(fMHz: number, hmM: number): number {
  return fMHz <= 300 ? 8.29 * Math.log10(1.54 * hmM) ** 2 - 1.1 : 3.2 * Math.log10(11.75 * hmM) ** 2 - 4.97;
}

function within(what: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw new RangeError(`${what} ${value} is not within ${least}–${most}`);
}
