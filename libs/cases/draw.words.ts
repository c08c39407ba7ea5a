import { procedure } from '#lib/texts';
import type { Words } from './draw.js';

export const wordsOfDrawing: Words = {
  title: procedure.drawing,
  state: (state) => procedure.states[state].name,
  step: (step) => procedure.steps[step].name,
};
