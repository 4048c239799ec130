import type {
  DeclarableMissing,
  FormColumn,
  FormItem,
  ItemTypeName,
  Option,
  SettingsByType,
} from '../../../web/items/engine.ts'
import { issues, measures, objectives, options, platforms, severity, status, useCases } from './sample-options.ts'

/** Items of every type for the gallery and the tests, as `evaluate` would hand them over. */
interface Sketch<T extends ItemTypeName> {
  readonly type: T
  readonly settings: SettingsByType[T]
  readonly label: string
}

const reasons: readonly DeclarableMissing[] = ['dont_know', 'refused', 'not_applicable', 'not_available']

function sample<T extends ItemTypeName>(
  item: string,
  { type, settings, label }: Sketch<T>,
  further: Partial<FormItem> = {},
): FormItem {
  return {
    key: item,
    item,
    type,
    definition: { item, type, ...settings } as unknown as FormItem['definition'],
    label,
    hint: '',
    unit: '',
    relevant: true,
    required: false,
    answered: further.answer !== undefined,
    inWords: '',
    declarable: type === 'note' ? [] : reasons,
    options: [],
    rows: [],
    columns: [],
    records: [],
    findings: [],
    ...further,
  }
}

const column = (
  code: string,
  label: string,
  cell: FormColumn['cell'],
  offered: readonly Option[] = [],
): FormColumn => ({
  column: code,
  label,
  cell,
  options: offered,
})

const gridSettings = { rows: { list: 'issue' }, columns: [] }

/** The label of an item inside a record is the policy's own. */
function policyRecord(row: string, title?: string): FormItem['records'][number] {
  const key = (item: string): Partial<FormItem> => ({ key: `${item}/${row}`, row, required: true })
  return {
    row,
    label: title ?? '',
    items: [
      sample(
        'C02_title',
        { type: 'text', settings: { max: 250 }, label: 'Title of the policy' },
        {
          ...key('C02_title'),
          ...(title !== undefined && { answer: { value: title } }),
        },
      ),
      sample(
        'C02_date',
        { type: 'date', settings: { precision: 'year' }, label: 'When was it issued?' },
        key('C02_date'),
      ),
      sample('C02_binds', { type: 'yes_no', settings: {}, label: 'Is it legally binding?' }, key('C02_binds')),
    ],
  }
}

export const samples: readonly FormItem[] = [
  sample('A00', {
    type: 'note',
    settings: {},
    label: 'This part is usually answered by the government communications office.',
  }),
  sample(
    'C01',
    {
      type: 'single_choice',
      settings: { list: 'existence' },
      label: 'Is there a national policy on the use of social media by government?',
    },
    {
      required: true,
      hint: 'Count laws, executive orders, strategies and guidelines.',
      options: [
        ...options({ in_force: 'Yes, in force', partial: 'Yes, for some levels or bodies only', draft: 'In draft' }),
        { code: 'none', label: 'No', note: 'Neither in force nor in preparation', exclusive: false },
      ],
      findings: [{ key: 'C01', severity: 'blocker', code: 'required', params: {} }],
    },
  ),
  sample(
    'B05',
    { type: 'single_choice', settings: { list: 'platform' }, label: 'Which platform do public bodies use most?' },
    { options: platforms, answer: { value: 'line' } },
  ),
  sample(
    'A06_km',
    { type: 'multiple_choice', settings: { list: 'level' }, label: 'តើថ្នាក់រដ្ឋបាលណាខ្លះប្រើប្រាស់បណ្តាញសង្គមជាផ្លូវការ?' },
    {
      hint: 'សូមជ្រើសរើសគ្រប់ថ្នាក់ដែលពាក់ព័ន្ធ។',
      options: options({ l1: 'ថ្នាក់ជាតិ', l2: 'រាជធានី និងខេត្ត', l3: 'ក្រុង ស្រុក ខណ្ឌ', none: 'គ្មាន' }, ['none']),
      answer: { value: ['l1', 'l2'] },
    },
  ),
  sample('A07_my', { type: 'yes_no', settings: {}, label: 'အစိုးရဌာနများအတွက် လူမှုကွန်ရက်အသုံးပြုမှုဆိုင်ရာ မူဝါဒ ရှိပါသလား။' }),
  sample(
    'B02',
    {
      type: 'integer',
      settings: { min: 0, unit: 'ministries' },
      label: 'How many ministries have an official account?',
    },
    { unit: 'ministries', answer: { value: 12500 }, required: true },
  ),
  sample(
    'B09',
    { type: 'decimal', settings: { min: 0, max: 100 }, label: 'What share of the population uses social media?' },
    {
      unit: 'percent',
      answer: { value: 145.7 },
      findings: [{ key: 'B09', severity: 'error', code: 'number.range', params: { min: 0, max: 100 } }],
    },
  ),
  sample('B03', {
    type: 'year',
    settings: { min: 2004, max: 2026 },
    label: 'In which year did a public body open its first official account?',
  }),
  sample(
    'A01',
    { type: 'text', settings: { max: 40 }, label: 'Name of the responding office' },
    {
      answer: { value: 'ក្រសួងប្រៃសណីយ៍និងទូរគមនាគមន៍ នៃព្រះរាជាណាចក្រកម្ពុជា' },
    },
  ),
  sample(
    'F01',
    {
      type: 'long_text',
      settings: { max: 1500 },
      label: 'What should other administrations learn from your experience?',
    },
    {
      answer: { missing: 'refused' },
    },
  ),
  sample(
    'C04',
    { type: 'date', settings: { precision: 'year' }, label: 'When did the policy come into force?' },
    {
      answer: { value: '2017-10' },
      findings: [
        {
          key: 'C04',
          severity: 'warning',
          code: 'check',
          params: {},
          message: 'The policy is older than the first account. Is that so?',
        },
      ],
    },
  ),
  sample('C05', { type: 'url', settings: {}, label: 'Where is the policy published?' }),
  sample('A02', { type: 'email', settings: {}, label: 'Email address of the focal point' }),
  sample('C06', { type: 'file', settings: { accept: ['application/pdf'] }, label: 'A copy of the policy' }),
  sample(
    'C07',
    { type: 'file', settings: {}, label: 'A translation of the policy' },
    {
      answer: {
        value: { name: 'circular-12-2017.pdf', sha256: 'a1b2c3d4'.repeat(8), bytes: 348_160, type: 'application/pdf' },
      },
    },
  ),
  sample(
    'B10',
    { type: 'grid', settings: gridSettings, label: 'How far has each use come?' },
    {
      rows: useCases,
      columns: [column('status', 'Status', 'one', status)],
      answer: { value: { uc01: { status: 'established_most' }, uc06: { missing: 'dont_know' } } },
      findings: [{ key: 'B10', severity: 'error', code: 'required', params: {}, at: { row: 'uc08' } }],
    },
  ),
  sample(
    'E01',
    { type: 'grid', settings: gridSettings, label: 'How severe is each issue, and what is done about it?' },
    {
      rows: issues,
      columns: [
        column('severity', 'Severity', 'one', severity),
        column('measures', 'Measures', 'several', measures),
        column('since', 'Known since', 'year'),
      ],
      answer: { value: { i01: { severity: 'moderate', measures: ['rule', 'training'] }, i02: { since: 2019 } } },
    },
  ),
  sample(
    'B12',
    {
      type: 'two_answer_grid',
      settings: { list: 'objective', rows: { list: 'use_case' }, secondary: 2 },
      label: 'Which objective does each use serve?',
    },
    {
      rows: useCases,
      options: objectives,
      answer: { value: { uc01: { primary: 'o5', secondary: ['o2'] } } },
    },
  ),
  sample(
    'B07',
    { type: 'ranking', settings: { list: 'platform', max: 5 }, label: 'Rank the platforms that matter most' },
    {
      options: platforms.slice(0, 8),
      answer: { value: ['facebook', 'tiktok', 'youtube'] },
    },
  ),
  sample(
    'D05',
    { type: 'constant_sum', settings: { list: 'objective', total: 100 }, label: 'Share out 100 points by importance' },
    {
      unit: 'points',
      options: objectives,
      answer: { value: { o1: 40, o2: 25.5 } },
    },
  ),
  sample(
    'C02',
    { type: 'roster', settings: { items: [], max: 5 }, label: 'Policies in force' },
    {
      records: [policyRecord('r1', 'Circular 12 on official accounts'), policyRecord('r2'), policyRecord('r3')],
      answer: { value: ['r1', 'r2', 'r3'] },
    },
  ),
  sample(
    'D01',
    {
      type: 'register_pick',
      settings: { sources: ['C02', 'policy_model'] },
      label: 'Which of these did the policy draw on?',
    },
    {
      options: options({
        'C02/r1': 'Circular 12 on official accounts',
        'policy_model/nz': 'New Zealand: high-level guidance',
        'policy_model/uk': 'United Kingdom: guidance for civil servants',
      }),
      answer: { value: ['policy_model/nz'] },
    },
  ),
]
