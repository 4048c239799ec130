/** Place of a tile: column and row, from the north-west. */
export interface TilePlace {
  readonly column: number
  readonly row: number
}

/** The member states in approximate geography, by their code. Equal tiles: Singapore is seen as well as Indonesia. */
export const tilePlaces: Readonly<Record<string, TilePlace>> = {
  mmr: { column: 1, row: 1 },
  lao: { column: 2, row: 1 },
  vnm: { column: 3, row: 1 },
  tha: { column: 2, row: 2 },
  khm: { column: 3, row: 2 },
  phl: { column: 5, row: 2 },
  mys: { column: 2, row: 3 },
  brn: { column: 4, row: 3 },
  sgp: { column: 2, row: 4 },
  idn: { column: 3, row: 4 },
  tls: { column: 5, row: 4 },
}

/** May these units be shown as tiles? Only if each of them has a place. */
export const haveTiles = (codes: readonly string[]): boolean =>
  codes.length > 0 && codes.every((code) => tilePlaces[code] !== undefined)
