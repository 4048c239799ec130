import type { DefinitionFault } from '../fault.ts'
import { nameOf } from '../piece.ts'
import { itemFault, type LintContext } from '../place.ts'

/** Every item names the research questions it answers, or says that it only identifies the respondent. */
export function researchQuestionRule(context: LintContext): readonly DefinitionFault[] {
  const known = (context.instrument.bundle.codeLists.research_question?.codes ?? []).map((code) =>
    nameOf(code.label_code),
  )
  return context.order
    .filter((item) => item.roster === undefined || item.definition.rq !== undefined)
    .flatMap((item) => {
      const { rq = [], identification, type } = item.definition
      if (rq.length === 0 && identification !== true && type !== 'note') {
        return [
          itemFault(
            context,
            item,
            'no-research-question',
            'it names no research question and is not marked as identification.',
          ),
        ]
      }
      return rq.flatMap((code, at) =>
        known.includes(code)
          ? []
          : [
              itemFault(
                context,
                item,
                'unknown-research-question',
                `there is no research question ${code}.`,
                `/rq/${at}`,
              ),
            ],
      )
    })
}
