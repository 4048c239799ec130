import type { Dialect } from '../conditions/condition.ts'

/** How LimeSurvey writes conditions: `Q1.NAOK == "Y" and !is_empty(Q2_SQ001.NAOK)`. */
export const dialect: Dialect = {
  name: /((?:\d+X\d+X)?[A-Za-z0-9_]*[A-Za-z0-9](?:\.[A-Za-z]+)?)/y,
  signs: [
    ['&&', 'and'],
    ['||', 'or'],
    ['==', '='],
    ['!=', '!='],
    ['<=', '<='],
    ['>=', '>='],
    ['=', '='],
    ['<', '<'],
    ['>', '>'],
    ['!', 'not'],
    ['+', '+'],
    ['-', '-'],
    ['*', '*'],
    ['/', '/'],
    ['%', '%'],
  ],
  words: { and: 'and', or: 'or', not: 'not', eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' },
  bareWordIsText: false,
}

/** `Q1.NAOK` and `Q1.value` are the answer to Q1. */
export const bareName = (name: string): string => name.replace(/\.(NAOK|value|valueNAOK|code|shown)$/, '')
