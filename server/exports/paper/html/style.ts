import type { PaperDocument } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { families } from './fonts.ts'

/** A text inside CSS quotes; nothing in it can end the quotes or the style sheet. */
const quoted = (text: string): string =>
  `"${text.replace(/["\\<>\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`

const marginBox = 'color:#565a70;font-size:7.5pt;line-height:1.3;vertical-align:middle'

/** Running header and footer; Chromium draws them, other browsers print without. */
export function pageRules({ words, title, standing, synthetic, instrument }: PaperDocument): string {
  const mark = [words.say(`standing.${standing}`), ...(synthetic ? [words.say('synthetic.short')] : [])].join(' · ')
  const [before = '', between = '', after = ''] = words.say('page', { page: '|', pages: '|' }).split('|')
  const pages = `${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}`
  return `@page{size:A4;margin:20mm 16mm 19mm;
@top-left{content:${quoted(title)};width:70%;text-align:left;${marginBox}}
@top-right{content:${quoted(mark)};width:30%;text-align:right;font-weight:700;${marginBox};color:#2b3270}
@bottom-left{content:${quoted(`${instrument.code} ${instrument.version} · SHA-256 ${instrument.hash}`)};width:84%;text-align:left;${marginBox};font-size:6pt}
@bottom-right{content:${pages};width:16%;text-align:right;${marginBox}}}`
}

/** Behind the text of every page, as a picture: it is not read aloud or copied with the answers. */
export function watermark({ words, standing }: PaperDocument): string {
  if (standing === 'blank') return ''
  const text = words.say(`mark.${standing}`)
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><text x="105" y="160" transform="rotate(-52 105 150)" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${Math.min(56, 300 / text.length)}" fill="#2b3270" fill-opacity="0.07">${text}</text></svg>`
  return `@media print{body::before{content:"";position:fixed;inset:0;z-index:-1;background:url("data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}") center/contain no-repeat;print-color-adjust:exact}}`
}

/** One rule per width in use: the page allows no style on an element. */
export const widthRules = (widths: ReadonlySet<number>): string =>
  Array.from(widths, (width) => `.w${width}{width:${width / 10}mm}`).join('')

export const widthClass = (millimetres: number): string => `w${Math.round(millimetres * 10)}`

export const sheet = `
*{box-sizing:border-box}
html{font-family:${families};font-size:9.5pt;line-height:1.42;color:#1d2138;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:${pageWidth}mm;overflow-wrap:anywhere}
:lang(km),:lang(my){line-height:1.85;letter-spacing:normal}
:lang(lo),:lang(th){line-height:1.7;letter-spacing:normal}
:lang(ta){line-height:1.6}
:lang(en),:lang(id),:lang(vi),:lang(ms),:lang(fil){line-height:1.42}
h1,h2,h3,h4,h5,p,ul,ol,dl,dd{margin:0;padding:0;font-size:1em}
h1,h2,h3,h4,h5{break-after:avoid;break-inside:avoid}
h1{font-size:19pt;color:#2b3270;margin-bottom:4mm}
h2{font-size:15pt;color:#2b3270;margin-top:9mm;padding-top:2.5mm;border-top:.6mm solid #2b3270}
h2 small{display:block;font-size:9pt;font-weight:400;color:#565a70}
h3{font-size:11.5pt;color:#2b3270;margin-top:7mm}
h4{font-size:10pt}
h5{font-size:9.5pt}
.blank section+section>h2{break-before:page;margin-top:0}
.facts{display:grid;grid-template-columns:46mm 1fr;border-top:.2mm solid #9a9688;margin-bottom:4mm}
.facts>*{padding:1mm 0;border-bottom:.2mm solid #d8d2c4;margin:0}
.facts dt{color:#565a70}
.facts dd{font-weight:700}
.facts dd.code{font-weight:400;font-size:7.5pt;align-self:stretch;padding-top:1.6mm}
.notice{border:.5mm solid #8f4a10;padding:1.5mm 3mm;font-weight:700;margin-bottom:3mm;color:#8f4a10}
.screen{border:.3mm solid #9a9688;padding:2mm 3mm;margin:4mm 0;color:#565a70}
.front p{margin-top:1.5mm}
.front ol{padding-left:5mm;margin-top:1.5mm}
.soft{color:#565a70;font-size:8.5pt}
.item{margin-top:5mm}
.item.whole{break-inside:avoid}
.item .item{margin-top:3.2mm}
.number{display:inline-block;min-width:7mm}
.itemcode{font-weight:400;font-size:7.5pt;color:#565a70;margin-left:2mm}
.need{font-weight:400;font-size:7.5pt;color:#8f4a10;margin-left:2mm}
.when{color:#2b3270;font-size:8.5pt;border-left:.9mm solid #2b3270;padding-left:2mm;margin-bottom:1mm;break-after:avoid;break-inside:avoid}
.how{color:#565a70;font-size:8.5pt;break-after:avoid;break-inside:avoid}
.answer{font-weight:700;color:#2b3270;margin-top:.5mm}
.none{color:#8f4a10;font-size:8.5pt}
.skipped{color:#565a70;font-size:8.5pt;margin-top:2mm}
ul{list-style:none}
.boxes{margin-top:1mm}
.boxes.many{columns:2;column-gap:8mm}
.boxes li{padding-left:6.5mm;text-indent:-6.5mm;break-inside:avoid;margin-bottom:.5mm}
.boxes li>*{text-indent:0}
.box{display:inline-block;width:3.4mm;height:3.4mm;border:.25mm solid #1d2138;background:#fff;vertical-align:-.5mm;margin-right:3.1mm}
.box.one{border-radius:50%}
.box.on{background:#2b3270;box-shadow:inset 0 0 0 .55mm #fff}
.chosen{font-weight:700}
.route{font-size:8.5pt;font-weight:700;color:#2b3270;margin-left:2mm;white-space:nowrap}
.reasons{margin-top:1.2mm;font-size:8pt;color:#565a70}
.reasons ul{display:inline}
.reasons li{display:inline-block;margin-left:4mm}
.reasons .box{width:2.9mm;height:2.9mm;margin-right:1.5mm;vertical-align:-.35mm}
.line{display:inline-block;border:.25mm solid #6f6b60;background:#fff;min-height:7.5mm;padding:1mm 2mm;vertical-align:middle;font-weight:700;margin-top:1mm}
.line.number-size{width:36mm}
.line.short{width:62mm}
.line.wide,.line.long{display:block;width:100%}
.l2{min-height:14mm}.l3{min-height:21mm}.l4{min-height:28mm}.l5{min-height:35mm}.l6{min-height:42mm}.l7{min-height:49mm}.l8{min-height:56mm}
.answered .line{min-height:0}
.unit{margin-left:2mm}
.amounts{margin-top:1mm}
.amounts.many{columns:2;column-gap:8mm}
.amounts li{display:flex;align-items:center;gap:3mm;break-inside:avoid;margin-bottom:.8mm}
.amounts .line{width:14mm;flex:none;min-height:6mm;margin:0;text-align:center;padding:.4mm}
table{border-collapse:collapse;margin-top:1.5mm;table-layout:fixed;font-size:8.5pt;max-width:100%}
thead{display:table-header-group}
tr{break-inside:avoid}
thead{break-inside:avoid;break-after:avoid}
tbody tr:first-child{break-before:avoid}
th,td{border:.2mm solid #9a9688;padding:.8mm 1.2mm;vertical-align:middle}
thead th{background:#f1eee6;font-size:7pt;vertical-align:bottom;text-align:center;hyphens:manual}
thead tr:first-child>th:first-child{text-align:left}
tbody th{font-weight:400;text-align:left}
td{text-align:center}
td.words{text-align:left;font-weight:700}
td .box{margin:0}
td .line{border:0;background:none;min-height:5mm;margin:0;padding:0;width:100%}
.pick{display:inline-block;width:9mm;height:6mm;border:.25mm solid #6f6b60;background:#fff;margin:0 .6mm;vertical-align:middle}
.legend{font-size:8pt;margin-top:1.2mm;break-inside:avoid}
.legend b{color:#1d2138}
.legend .entry{margin-right:3.5mm}
.rows>li{break-inside:avoid;margin-top:2mm}
.rows p{margin-top:.6mm}
.record{margin-top:4mm;padding-left:3mm;border-left:.9mm solid #d8d2c4}
.record>h5{background:#f1eee6;padding:.8mm 2mm;margin-left:-3mm}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media screen{body{padding:10mm 4mm}}
@media print{.screen{display:none}}
`
