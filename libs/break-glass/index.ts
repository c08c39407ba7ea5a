export { AskToOpen, StopOpening } from './ask.form.js';
export { BreakGlassModule } from './break-glass.module.js';
export { BreakGlassRow } from './break-glass.row.js';
export { BreakGlass, openingToStop } from './break-glass.service.js';
export { type LegalGround, mayConfirm, mayStop } from './domain/opening.js';
export { type OpeningNotice, type OpeningView, noticesOf, openingsOf } from './openings.queries.js';
