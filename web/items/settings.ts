import type { FormItem, ItemTypeName, SettingsByType } from './engine.ts'

/** The settings of the type a widget is for. The list of widgets gives every widget items of its own type only. */
export const settingsOf = <T extends ItemTypeName>(item: FormItem, _type: T): SettingsByType[T] =>
  item.definition as unknown as SettingsByType[T]
