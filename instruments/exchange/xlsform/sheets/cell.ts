/** A cell that holds something, with its place for people: `survey!F7`. */
export interface Cell {
  readonly text: string
  readonly place: string
}
