/** What each simulated operator has built, and how thickly. Tuned so that the figures of the province come out as in the field. */
import type { OperatorCode, Technology } from '../../contract/terms.ts';

/** A carrier an operator puts on a share of its sites; three sectors each. */
export interface Carrier {
  technology: Technology;
  /** The letter cell codes use: G, U, L. */
  letter: 'G' | 'U' | 'L';
  bandMhz: number;
  /** EIRP of the measured channel, dBm: middle of the range it is drawn from. */
  eirpDbm: number;
  /** Share of the sites that have it: in a phường, in a xã, in a commune on the sea. */
  share: { urban: number; inland: number; coast: number };
}

export interface OperatorPlan {
  stations: number;
  /** How strongly its sites follow people: 0 by area, 1 by people, more = towns only. */
  townward: number;
  /** Relative number of sites in a commune on the sea. */
  coast: number;
  /** How far a planner thinks a site reaches, m. */
  reachM: number;
  mastM: [number, number];
  carriers: Carrier[];
}

const share = (urban: number, inland: number, coast: number) => ({ urban, inland, coast });

const gsm900 = { technology: '2G', letter: 'G', bandMhz: 900 } as const;
const gsm1800 = { technology: '2G', letter: 'G', bandMhz: 1800 } as const;
const umts900 = { technology: '3G', letter: 'U', bandMhz: 900 } as const;
const umts2100 = { technology: '3G', letter: 'U', bandMhz: 2100 } as const;
const lte900 = { technology: '4G', letter: 'L', bandMhz: 900 } as const;
const lte1800 = { technology: '4G', letter: 'L', bandMhz: 1800 } as const;
const lte2100 = { technology: '4G', letter: 'L', bandMhz: 2100 } as const;
const lte2600 = { technology: '4G', letter: 'L', bandMhz: 2600 } as const;

/** Stations: 40, 28, 20, 9 and 3 per cent of 2,118. */
export const OPERATOR_PLANS: Readonly<Record<OperatorCode, OperatorPlan>> = {
  VTL: {
    stations: 847,
    townward: 0.5,
    coast: 0.621,
    reachM: 900,
    mastM: [32, 45],
    carriers: [
      { ...gsm900, eirpDbm: 55, share: share(0.3, 0.024, 0.046) },
      { ...umts2100, eirpDbm: 48, share: share(0.6, 0.088, 0.12) },
      { ...lte900, eirpDbm: 30.5, share: share(0.4, 0.115, 0.048) },
      { ...lte1800, eirpDbm: 31, share: share(1, 1, 1) },
      { ...lte2100, eirpDbm: 29.5, share: share(1, 0.9, 0.45) },
      { ...lte2600, eirpDbm: 29, share: share(0.9, 0.4, 0.09) },
    ],
  },
  VNP: {
    stations: 593,
    townward: 0.6,
    coast: 0.6624,
    reachM: 1_000,
    mastM: [30, 44],
    carriers: [
      { ...gsm900, eirpDbm: 55, share: share(0.5, 0.117, 0.253) },
      { ...umts2100, eirpDbm: 48.5, share: share(0.8, 0.34, 0.38) },
      { ...lte900, eirpDbm: 31, share: share(0.4, 0.36, 0.064) },
      { ...lte1800, eirpDbm: 33, share: share(1, 1, 1) },
      { ...lte2100, eirpDbm: 31.5, share: share(0.9, 0.6, 0.27) },
      { ...lte2600, eirpDbm: 30, share: share(0.6, 0.15, 0) },
    ],
  },
  MBF: {
    stations: 424,
    townward: 0.7,
    coast: 0.621,
    reachM: 1_100,
    mastM: [30, 44],
    carriers: [
      { ...gsm900, eirpDbm: 55.5, share: share(0.6, 0.174, 0.391) },
      { ...umts2100, eirpDbm: 48.5, share: share(0.9, 0.51, 0.55) },
      { ...lte900, eirpDbm: 31, share: share(0.5, 0.52, 0.096) },
      { ...lte1800, eirpDbm: 33, share: share(1, 1, 1) },
      { ...lte2100, eirpDbm: 31.5, share: share(0.8, 0.6, 0.27) },
    ],
  },
  VNM: {
    stations: 190,
    townward: 1,
    coast: 0.4968,
    reachM: 1_300,
    mastM: [34, 45],
    carriers: [
      { ...gsm900, eirpDbm: 55.5, share: share(0.9, 0.51, 1) },
      { ...umts900, eirpDbm: 48.5, share: share(0.5, 0.34, 0.3) },
      { ...umts2100, eirpDbm: 49, share: share(0.8, 0.51, 0.5) },
      { ...lte900, eirpDbm: 31.5, share: share(0.7, 0.95, 0.2) },
      { ...lte1800, eirpDbm: 33.5, share: share(1, 1, 1) },
      { ...lte2100, eirpDbm: 32, share: share(0.7, 0.5, 0.27) },
    ],
  },
  GTL: {
    stations: 64,
    townward: 1.2,
    coast: 0.414,
    reachM: 1_900,
    mastM: [36, 45],
    carriers: [{ ...gsm1800, eirpDbm: 57.5, share: share(1, 1, 1) }],
  },
};
