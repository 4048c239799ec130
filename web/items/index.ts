import type { Component } from 'svelte'
import ConstantSum from './ConstantSum.svelte'
import DateFields from './DateFields.svelte'
import type { ItemTypeName } from './engine.ts'
import FileUpload from './FileUpload.svelte'
import Grid from './Grid.svelte'
import MultipleChoice from './MultipleChoice.svelte'
import Note from './Note.svelte'
import NumberField from './NumberField.svelte'
import type { WidgetProps } from './props.ts'
import Ranking from './Ranking.svelte'
import RegisterPick from './RegisterPick.svelte'
import Roster from './Roster.svelte'
import SingleChoice from './SingleChoice.svelte'
import TextField from './TextField.svelte'
import TwoAnswerGrid from './TwoAnswerGrid.svelte'
import WebAddress from './WebAddress.svelte'

/** One widget per item type: a type without one does not compile. */
export const widgets = {
  single_choice: SingleChoice,
  multiple_choice: MultipleChoice,
  yes_no: SingleChoice,
  integer: NumberField,
  decimal: NumberField,
  text: TextField,
  long_text: TextField,
  date: DateFields,
  year: NumberField,
  url: WebAddress,
  email: TextField,
  file: FileUpload,
  grid: Grid,
  two_answer_grid: TwoAnswerGrid,
  ranking: Ranking,
  constant_sum: ConstantSum,
  roster: Roster,
  register_pick: RegisterPick,
  note: Note,
} satisfies Record<ItemTypeName, Component<WidgetProps>>
