import type { Component } from 'svelte'
import ConstantSum from './ConstantSum.svelte'
import DateFields from './DateFields.svelte'
import DecimalNumber from './DecimalNumber.svelte'
import EmailAddress from './EmailAddress.svelte'
import type { ItemTypeName } from './engine.ts'
import FileUpload from './FileUpload.svelte'
import Grid from './Grid.svelte'
import LongText from './LongText.svelte'
import MultipleChoice from './MultipleChoice.svelte'
import Note from './Note.svelte'
import type { WidgetProps } from './props.ts'
import Ranking from './Ranking.svelte'
import RegisterPick from './RegisterPick.svelte'
import Roster from './Roster.svelte'
import ShortText from './ShortText.svelte'
import SingleChoice from './SingleChoice.svelte'
import TwoAnswerGrid from './TwoAnswerGrid.svelte'
import WebAddress from './WebAddress.svelte'
import WholeNumber from './WholeNumber.svelte'
import Year from './Year.svelte'
import YesNo from './YesNo.svelte'

/** One widget per item type: a type without one does not compile. */
export const widgets = {
  single_choice: SingleChoice,
  multiple_choice: MultipleChoice,
  yes_no: YesNo,
  integer: WholeNumber,
  decimal: DecimalNumber,
  text: ShortText,
  long_text: LongText,
  date: DateFields,
  year: Year,
  url: WebAddress,
  email: EmailAddress,
  file: FileUpload,
  grid: Grid,
  two_answer_grid: TwoAnswerGrid,
  ranking: Ranking,
  constant_sum: ConstantSum,
  roster: Roster,
  register_pick: RegisterPick,
  note: Note,
} satisfies Record<ItemTypeName, Component<WidgetProps>>
