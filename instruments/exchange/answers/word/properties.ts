import type { XmlHandler } from '../../workbook/xml.ts'

const mostProperties = 5_000

/** Custom properties of a document, by name (ECMA-376 part 1, 22.3); what is beyond the limits is left out. */
export function propertyReader(): { readonly handler: XmlHandler; properties(): ReadonlyMap<string, string> } {
  const properties = new Map<string, string>()
  let name = ''
  let value = ''
  return {
    properties: () => properties,
    handler: {
      open(element, attributes) {
        if (element !== 'property') return
        name = attributes.name ?? ''
        value = ''
      },
      text(text) {
        if (name !== '' && value.length < 1_000) value += text
      },
      close(element) {
        if (element !== 'property' || name === '' || properties.size >= mostProperties) return
        properties.set(name, value.trim())
        name = ''
      },
    },
  }
}
