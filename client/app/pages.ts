import { ChartColumn, FileText, Map as MapIcon, type LucideIcon } from 'lucide-react';
import { MAP_PATH } from '../model/view.ts';

export const COVERAGE_PATH = '/vung-phu';

/** The pages one can go to from anywhere, in the order they are offered; the name is that of the text. */
export const PAGES: readonly { path: string; name: 'map' | 'coverage' | 'reports'; Icon: LucideIcon }[] = [
  { path: MAP_PATH, name: 'map', Icon: MapIcon },
  { path: COVERAGE_PATH, name: 'coverage', Icon: ChartColumn },
  { path: '/bao-cao', name: 'reports', Icon: FileText },
];
