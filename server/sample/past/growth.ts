export interface Growth {
  stations: ReadonlyMap<string, number>;
  cells: ReadonlyMap<string, number>;
}
