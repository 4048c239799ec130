import type { MultipleChoiceSettings } from '#engine'
import { type Asked, optionBox, type PaperType } from '../asked.ts'
import type { PaperField } from '../document.ts'

const chosenCodes = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

function boxes(asked: Asked, shape: 'one' | 'several'): PaperField {
  const chosen = chosenCodes(asked.value)
  return {
    kind: 'boxes',
    shape,
    boxes: asked.options.map((option) => optionBox(asked, option, chosen.includes(option.code))),
  }
}

const one = {
  field: (_settings: unknown, asked: Asked) => boxes(asked, 'one'),
  instructions: (_settings: unknown, { words }: Asked) => [words.say('choose.one')],
}

export const singleChoice: PaperType<'single_choice'> = one
export const yesNo: PaperType<'yes_no'> = { ...one, instructions: () => [] }

export const multipleChoice: PaperType<'multiple_choice'> = {
  field: (_settings, asked) => boxes(asked, 'several'),
  instructions(settings, asked) {
    const alone = asked.options.filter((option) => option.exclusive).map((option) => `‘${option.label}’`)
    return [
      howMany(settings, asked),
      ...(alone.length > 0 ? [asked.words.say('choose.alone', { options: alone.join(', ') })] : []),
    ]
  },
}

export const registerPick: PaperType<'register_pick'> = {
  field: (_settings, asked) => boxes(asked, 'several'),
  instructions: (settings, asked) => [howMany(settings, asked)],
}

function howMany({ min, max }: Pick<MultipleChoiceSettings, 'min' | 'max'>, { words }: Asked): string {
  if (min !== undefined && max !== undefined) return words.say('choose.some', { min, max })
  if (max !== undefined) return words.say('choose.most', { max })
  return min === undefined ? words.say('choose.several') : words.say('choose.least', { min })
}
