import type { Bundle } from '#engine'

/**
 * The first article of the Universal Declaration of Human Rights (United Nations, 1948; free to use), in every
 * language of the interface: long words, tall stacks, and scripts without spaces between words.
 */
export const sentences = {
  en: 'All human beings are born free and equal in dignity and rights.',
  id: 'Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama.',
  ms: 'Semua manusia dilahirkan bebas dan samarata dari segi kemuliaan dan hak-hak.',
  fil: 'Ang lahat ng tao’y isinilang na malaya at pantay-pantay sa karangalan at mga karapatan.',
  vi: 'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi.',
  th: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ',
  km: 'មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ',
  lo: 'ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີສິດທິເສລີພາບແລະຄວາມສະເໝີພາບເທົ່າທຽມກັນ',
  my: 'လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်လည်းကောင်းတူညီလွတ်လပ်သောအခွင့်အရေးများဖြင့်လည်းကောင်းမွေးဖွားလာသူများဖြစ်သည်',
  pt: 'Todos os seres humanos nascem livres e iguais em dignidade e em direitos.',
  tet: 'Ema hotu hotu moris hanesan ho dignidade no direitu.',
  zh: '人人生而自由，在尊严和权利上一律平等。',
  ta: 'மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள்.',
} as const

export type GalleryLanguage = keyof typeof sentences

export const galleryLanguages = Object.keys(sentences) as readonly GalleryLanguage[]

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** As many graphemes as the English text has, from the sentence over and over. */
function ofLength(language: GalleryLanguage, length: number): string {
  const signs = Array.from(graphemes.segment(`${sentences[language]} `), ({ segment }) => segment)
  return Array.from({ length }, (_, at) => signs[at % signs.length])
    .join('')
    .trim()
}

const reworded = (language: GalleryLanguage, texts: unknown): unknown => {
  if (typeof texts === 'string') return ofLength(language, texts.length)
  if (typeof texts !== 'object' || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, reworded(language, text)]))
}

/** The same instrument with every text in another script: no translation, only its shapes and lengths. */
export const inScript = (bundle: Bundle, language: GalleryLanguage): Bundle => ({
  ...bundle,
  version: `1.0.0-${language}`,
  languages: [language],
  texts: { [language]: reworded(language, bundle.texts.en) as Bundle['texts'][string] },
})
