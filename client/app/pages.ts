import { ChartColumn, FileText, Map as MapIcon, type LucideIcon } from 'lucide-react';

/** The pages one can go to from anywhere, in the order they are offered; the name is that of the text. */
export const PAGES: readonly { path: string; name: 'map' | 'coverage' | 'reports'; Icon: LucideIcon }[] = [
  { path: '/ban-do', name: 'map', Icon: MapIcon },
  { path: '/vung-phu', name: 'coverage', Icon: ChartColumn },
  { path: '/bao-cao', name: 'reports', Icon: FileText },
];

/** The map has a bar of its own on a phone, with its lists in it. */
export const MAP_PATH = '/ban-do';
