/**
 * A report as a plain value: what is said, in order, without a word about file formats. Templates make it (templates/), each writer
 * turns it into one format (pdf.ts, docx.ts, xlsx.ts, csv.ts, geojson.ts). Its id and the SHA-256 of its content are printed in it.
 */
import type { FeatureCollection } from 'geojson';
import type { ReportIssuer, ReportTemplate } from '../contract/reports.ts';

export type Align = 'left' | 'right' | 'center';

/**
 * How a number is written, vi-VN: `integer` 1.234 · `percent` 97,7 (a share in per cent, one decimal) · `points` +0,3 / −0,3 ·
 * `availability` 99,981 · `km2` 45,10 · `duration` ms as "1 giờ 06" · `datetime` epoch ms as 18/11/2026 14:32
 */
export type NumberFormat = 'integer' | 'percent' | 'points' | 'availability' | 'km2' | 'duration' | 'datetime';

export interface Column {
  title: string;
  /** Neighbouring columns with the same group stand under one heading. */
  group?: string;
  /** Unit, written in brackets in the heading. */
  unit?: string;
  align: Align;
  /** Share of the table's width; all together 1. */
  width: number;
  format: 'text' | NumberFormat;
  /** Machine name, for the list of columns on the XLSX provenance sheet. */
  key: string;
}

/** null is written as –. */
export type CellValue = string | number | null;

export interface Table {
  /** Also the sheet's name in XLSX (at most 31 characters). */
  name: string;
  caption: string;
  columns: Column[];
  rows: CellValue[][];
  /** Written bold below the rows. */
  totals?: CellValue[];
  note?: string;
  /** Stands across it when it has no rows; left out: that there are no data. */
  empty?: string;
}

/** `svg` is a complete document, its size in points as drawn. */
export interface Drawing {
  svg: string;
  widthPt: number;
  heightPt: number;
}

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  /** `letter`: it is of the letter, who writes to whom, and tells no figures. */
  | { kind: 'paragraph'; text: string; letter?: true }
  | { kind: 'table'; table: Table }
  /**
   * `lower` draws it anew, no higher than asked for; left out: lower it is the same, smaller as a whole. `floats`: it has no heading of its
   * own, and may stand further down, at most one of a document (floating.ts).
   */
  | ({ kind: 'picture'; caption: string; alt: string; lower?: (heightPt: number) => Drawing; floats?: true } & Drawing)
  | { kind: 'page-break' }
  /**
   * Where Nơi nhận and the signature stand, at most once; left out: after the last block. What follows it is the appendix: it begins
   * on a page of its own and its headings of level 1 are centred.
   */
  | { kind: 'signature' };

export interface ReportDocument {
  id: string;
  /** SHA-256 (hex) of its data model (model.ts). */
  sha256: string;
  template: ReportTemplate;
  issuer: ReportIssuer;
  /** Epoch ms of the day printed at the top right. */
  datedAt: number;
  /** Such as BÁO CÁO. */
  kind: string;
  /** Lines under the kind, such as "Tình hình vùng phủ sóng di động", "trên địa bàn tỉnh Hưng Yên tháng 10 năm 2026". */
  subject: string[];
  blocks: Block[];
  /** Period, filters, time of data, completeness, model and thresholds, simulated or not: label and text. */
  provenance: { label: string; text: string }[];
  /** What each figure means, for the XLSX definitions sheet and the end of the document. */
  definitions: { term: string; text: string }[];
  /** Everything in full, for XLSX (a sheet each) and CSV (one below the other). */
  tables: Table[];
  /** Commune polygons with their figures; null when the template has none. */
  features: FeatureCollection | null;
}

export interface WrittenFile {
  bytes: Uint8Array;
  mime: string;
  /** Where the format has pages. */
  pages: number | null;
}
