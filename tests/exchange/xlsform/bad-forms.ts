/**
 * Bad spreadsheets, one row each: what stands in the file, and the rule and place of what is said about it.
 * Numbers are those of the list of bad inputs that the whole product is tested against: 9 to 28 and 30 to 33 are
 * here; 1 to 8, 29, 31 and 35 are about bytes and stand with the reader of workbooks, 34 with the versions.
 */
export interface BadForm {
  readonly row: number
  readonly what: string
  readonly form: string
  readonly severity: 'refused' | 'changed' | 'noted'
  readonly rule: string
  readonly place: string
  /** What the sentence must say. */
  readonly says: RegExp
}

const choices = '# choices\n| list_name | name | label |\n| platforms | fb | Facebook |\n| platforms | line | LINE |\n'

const survey = (...rows: readonly string[]): string =>
  `# survey\n| type | name | label | relevant | constraint | calculation | default |\n${rows.join('\n')}\n${choices}`

const refused = (row: number, what: string, form: string, rule: string, place: string, says: RegExp): BadForm => ({
  row,
  what,
  form,
  severity: 'refused',
  rule,
  place,
  says,
})

const noted = (row: number, what: string, form: string, rule: string, place: string, says: RegExp): BadForm => ({
  ...refused(row, what, form, rule, place, says),
  severity: 'noted',
})

const nested = (depth: number): string => `${'('.repeat(depth)}1${')'.repeat(depth)} = 1`

export const badForms: readonly BadForm[] = [
  refused(
    9,
    'no survey sheet',
    '# Survay\n| type |\n# choices\n| list_name |',
    'sheet-missing',
    '',
    /Did you mean «Survay»\?.*«choices»/,
  ),
  refused(
    10,
    'no type column',
    '# survey\n| typ | name |\n| text | a |',
    'column-missing',
    'survey!1:1',
    /no column «type».*«typ»/,
  ),
  refused(
    10,
    'no name column',
    '# survey\n| type | label |\n| text | A |',
    'column-missing',
    'survey!1:1',
    /no column «name»/,
  ),
  refused(
    11,
    'a type nobody knows',
    survey('| selectone platforms | a | A |'),
    'type-unknown',
    'survey!A2',
    /«selectone platforms».*«select_one»/,
  ),
  refused(
    12,
    'a list that is not there',
    survey('| select_one platform | a | A |'),
    'list-missing',
    'survey!A2',
    /«platforms»/,
  ),
  refused(
    13,
    'a name twice',
    survey('| text | a | A |', '| text | a | B |'),
    'name-duplicate',
    'survey!B3',
    /survey!B2/,
  ),
  refused(
    13,
    'a name twice but for its case',
    survey('| text | age | A |', '| text | Age | B |'),
    'name-duplicate',
    'survey!B3',
    /letter case/,
  ),
  refused(
    14,
    'a choice twice',
    `${survey('| select_one platforms | a | A |')}| platforms | fb | Face |`,
    'choice-duplicate',
    'choices!B4',
    /choices!B2/,
  ),
  refused(15, 'a name with a space', survey('| text | my name | A |'), 'name-invalid', 'survey!B2', /«my_name»/),
  refused(15, 'a name that begins with a dash', survey('| text | -a | A |'), 'name-invalid', 'survey!B2', /letter/),
  ...['meta', '__proto__', 'constructor', 'hasOwnProperty'].map((name) =>
    refused(15, `the reserved name ${name}`, survey(`| text | ${name} | A |`), 'name-invalid', 'survey!B2', /reserved/),
  ),
  refused(
    16,
    'a group without an end',
    survey('| begin group | g | G |', '| text | a | A |'),
    'group-unbalanced',
    'survey!A2',
    /«g» is never ended/,
  ),
  refused(
    16,
    'an end without a begin',
    survey('| text | a | A |', '| end_group |'),
    'group-unbalanced',
    'survey!A3',
    /not begun/,
  ),
  refused(
    16,
    'crossed ends',
    survey(
      '| begin group | g | G |',
      '| begin repeat | r | R |',
      '| text | a | A |',
      '| end group |',
      '| end repeat |',
    ),
    'group-unbalanced',
    'survey!A5',
    /survey!A3 is still open/,
  ),
  noted(
    17,
    'an empty group',
    survey('| begin group | g | G |', '| end group |', '| text | a | A |'),
    'group-empty',
    'survey!2:2',
    /holds nothing/,
  ),
  refused(
    18,
    'a question that is not there',
    survey('| text | q9 | A |', "| text | b | B | ${q99} = 'x' |"),
    'unknown-ref',
    'survey!D3',
    /Character 1: .*«q99».*«q9»/,
  ),
  refused(
    19,
    'relevance in a circle',
    survey("| text | q1 | A | ${q2} = 'x' |", "| text | q2 | B | ${q1} = 'x' |"),
    'cycle',
    'survey!D2',
    /q1 → q2 → q1/,
  ),
  refused(
    19,
    'calculations in a circle',
    survey('| calculate | a | | | | ${b} + 1 |', '| calculate | b | | | | ${a} + 1 |', '| text | c | C | ${a} > 1 |'),
    'cycle',
    'survey!F2',
    /a → b → a/,
  ),
  refused(
    20,
    'a default that looks ahead',
    survey('| text | a | A | | | | ${b} |', '| text | b | B |'),
    'forward-reference',
    'survey!G2',
    /«b».*later/,
  ),
  refused(
    21,
    'an expression that stops',
    survey('| text | a | A |', '| text | b | B | ${a} = |'),
    'expression-syntax',
    'survey!D3',
    /Character 7 .*stops too early/,
  ),
  refused(
    21,
    'a quote that is never closed',
    survey('| text | a | A |', "| text | b | B | ${a} = 'x |"),
    'expression-syntax',
    'survey!D3',
    /never closed/,
  ),
  refused(
    21,
    '50,000 characters',
    survey('| text | a | A |', `| text | b | B | ${'1+'.repeat(25_000)}1 = 1 |`),
    'expression-syntax',
    'survey!D3',
    /10000 characters/,
  ),
  refused(
    21,
    '500 nested brackets',
    survey(`| text | b | B | ${nested(500)} |`),
    'expression-syntax',
    'survey!D2',
    /64 deep/,
  ),
  refused(
    22,
    'a function we do not have',
    survey("| text | b | B | pulldata('a', 'b') = 1 |"),
    'function-unsupported',
    'survey!D2',
    /pulldata\(\).*count-selected/,
  ),
  noted(
    24,
    'a constraint nobody meets',
    survey('| decimal | a | A | | . > 5 and . < 3 |'),
    'constraint-unsatisfiable',
    'survey!E2',
    /No number/,
  ),
  refused(
    25,
    'no label in the default language',
    '# survey\n| type | name | label::English (en) | label::Khmer (km) |\n| text | a | | ក |',
    'label-missing',
    'survey!B2',
    /no label in en/,
  ),
  noted(
    25,
    'a language without its code',
    '# survey\n| type | name | label::English (en) | label::Khmer |\n| text | a | A | ក |',
    'language-guessed',
    'survey!D1',
    /«Khmer».*km/,
  ),
  {
    ...noted(
      25,
      'a label missing in a further language',
      '# survey\n| type | name | label::English (en) | label::Khmer (km) |\n| text | a | A | |',
      'translation-missing',
      '',
      /km.*survey!B2/,
    ),
    severity: 'changed',
  },
  ...['javascript:alert(1)', 'data:text/html,x', '//evil.example'].map((address) =>
    refused(
      28,
      `a link to ${address}`,
      survey(`| text | a | Read [this](${address}) |`),
      'link-scheme',
      'survey!C2',
      /https/,
    ),
  ),
  noted(32, 'Burmese in Zawgyi', survey('| text | a | ေက်ာင္း |'), 'zawgyi-suspected', 'survey!C2', /Unicode/),
  refused(
    33,
    'a sign without width in a name',
    survey('| text | a\u200Bb | A |'),
    'name-invalid',
    'survey!B2',
    /U\+200B/,
  ),
  refused(
    33,
    'a turned direction in a name',
    survey('| text | a\u202Eb | A |'),
    'name-invalid',
    'survey!B2',
    /U\+202E/,
  ),
  refused(
    33,
    'a sign without width in a choice name',
    `${survey('| select_one platforms | a | A |')}| platforms | x\u200By | X |`,
    'choice-name-invalid',
    'choices!B4',
    /not shown/,
  ),
  noted(
    33,
    'a turned direction in a label',
    survey('| text | a | A\u202EB |'),
    'bidi-control',
    'survey!C2',
    /direction/,
  ),
]
