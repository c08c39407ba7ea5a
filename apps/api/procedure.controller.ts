import { Controller, Get } from '@nestjs/common';
import { Allow } from '#lib/accounts';
import { actForms, actNames, actOf, needNames, needs, stateNames, states, stepNames, stepOf } from '#lib/cases';
import { fieldsOf } from '#lib/forms';
import { procedure } from '#lib/texts';

/** The table itself, with the words people read. */
@Controller('v1/procedure')
export class ProcedureController {
  @Get()
  @Allow('procedure.read')
  table() {
    return {
      editions: procedure.editions,
      states: stateNames.map((state) => ({ state, ...states[state], name: procedure.states[state].name })),
      steps: stepNames.map((step) => ({ step, ...stepOf(step), name: procedure.steps[step].name })),
      needs: needNames.map((need) => ({ need, guard: needs[need].guard, act: needs[need].act, missing: procedure.needs[need].missing })),
      acts: actNames.map((act) => ({ act, by: actOf(act).by, in: actOf(act).in, fields: fieldsOf(actForms[act]) })),
      guards: procedure.guards,
      sources: procedure.sources,
    };
  }
}
