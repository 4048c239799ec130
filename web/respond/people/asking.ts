import type { Colleague } from '#contract'
import { t } from '../../text/text.svelte.ts'

/** What a focal point types to ask somebody. */
export interface Asking {
  readonly name: string
  readonly email: string
  readonly body: string
  readonly role: Colleague['role']
  readonly sections: readonly string[]
  readonly items: readonly string[]
  readonly readsAll: boolean
  readonly due: string
  readonly message: string
}

export const blank: Asking = {
  name: '',
  email: '',
  body: '',
  role: 'contributor',
  sections: [],
  items: [],
  readsAll: false,
  due: '',
  message: '',
}

export const roles = ['contributor', 'reviewer', 'clearing_officer', 'focal_point'] as const

/** Roles that can be held to a part. */
export const hasPart = (role: Colleague['role']): boolean => role === 'contributor' || role === 'reviewer'

/** As it stands for somebody who was asked before. */
export const askedOf = ({ name, role, body, sections, items, due, delegation }: Colleague): Asking => ({
  ...{ name, role, body, sections, items },
  email: delegation?.email ?? '',
  readsAll: delegation?.readsAll ?? false,
  due: due ?? '',
  message: delegation?.message ?? '',
})

export interface Fault {
  readonly to: 'name' | 'email'
  readonly text: string
}

export const faultsOf = ({ name, email }: Asking): readonly Fault[] => [
  ...(name.trim() === '' ? [{ to: 'name', text: t('people.name.missing') } as const] : []),
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
    ? []
    : [{ to: 'email', text: t('people.email.missing') } as const]),
]

/** The part as it is sent; a section that is ticked holds its single questions already. */
export const partToSend = (asking: Asking, itemsOf: (section: string) => readonly string[]) => {
  const whole = !hasPart(asking.role)
  const within = new Set(asking.sections.flatMap(itemsOf))
  return {
    sections: whole ? [] : [...asking.sections],
    items: whole ? [] : asking.items.filter((item) => !within.has(item)),
    readsAll: asking.readsAll,
    ...(asking.due !== '' && { due: asking.due }),
    message: asking.message,
  }
}
