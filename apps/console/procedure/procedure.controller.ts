import { Controller, Get, Header, Query } from '@nestjs/common';
import { Allow } from '#lib/accounts';
import { type State, drawProcedure, isState, wordsOfDrawing } from '#lib/cases';
import { isId } from '#lib/kernel';
import { procedurePage } from './procedure.page.js';

const stateIn = (here: unknown): State | undefined => (typeof here === 'string' && isState(here) ? here : undefined);

/** The table of the procedure holds no case: every role may read it. */
@Controller()
export class ProcedureController {
  private readonly drawn = new Map<State | undefined, string>();

  @Get('procedure')
  @Allow('procedure.read')
  show(@Query('here') here: unknown, @Query('from') from: unknown) {
    return procedurePage({ here: stateIn(here), from: isId(from) ? from : undefined });
  }

  @Get('procedure.svg')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @Allow('procedure.read')
  drawing(@Query('here') here: unknown): string {
    const state = stateIn(here);
    const drawing = this.drawn.get(state) ?? drawProcedure(wordsOfDrawing, state);
    this.drawn.set(state, drawing);
    return drawing;
  }
}
