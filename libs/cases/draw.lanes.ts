import { type State, stateNames } from './domain/states.js';
import { type StepName, stepNames, stepOf } from './domain/steps.js';

/** Steps that leap forward run down on the right, those that lead back run up on the left; one lane for all states a step starts from. */
export type Side = 'right' | 'left';
export interface Lane {
  readonly side: Side;
  readonly step: StepName;
  readonly from: readonly number[];
  readonly to: number;
  readonly place: number;
}
export interface Leg {
  readonly lane: Lane;
  readonly row: number;
  readonly way: 'out' | 'in';
}

export const rowOf = (state: State): number => stateNames.indexOf(state);
const ends = ({ from, to }: Pick<Lane, 'from' | 'to'>): [number, number] => [Math.min(...from, to), Math.max(...from, to)];
const meet = (a: Pick<Lane, 'from' | 'to'>, b: Lane): boolean => ends(a)[0] <= ends(b)[1] && ends(b)[0] <= ends(a)[1];

/** Short lanes lie near the boxes, long ones outside; two that meet never share a place. */
export function lanesOf(side: Side): Lane[] {
  const wanted = stepNames
    .map((step) => {
      const to = rowOf(stepOf(step).to);
      const from = stepOf(step)
        .from.map(rowOf)
        .filter((row) => (side === 'right' ? row < to - 1 : row > to));
      return { side, step, from, to };
    })
    .filter(({ from }) => from.length > 0);
  const length = (lane: (typeof wanted)[number]) => ends(lane)[1] - ends(lane)[0];
  return wanted
    .sort((a, b) => length(a) - length(b))
    .reduce<Lane[]>((placed, lane) => {
      const taken = new Set(placed.filter((other) => meet(lane, other)).map(({ place }) => place));
      let place = 0;
      while (taken.has(place)) place += 1;
      return [...placed, { ...lane, place }];
    }, []);
}

/** Where lanes touch a box, from top to bottom, so that they do not cross there. */
export function legsAt(row: number, lanes: readonly Lane[]): Leg[] {
  const touching = (way: Leg['way'], inner: 1 | -1) =>
    lanes
      .filter((lane) => (way === 'out' ? lane.from.includes(row) : lane.to === row))
      .sort((a, b) => inner * (a.place - b.place))
      .map((lane) => ({ lane, row, way }));
  return lanes[0]?.side === 'right' ? [...touching('in', 1), ...touching('out', -1)] : [...touching('out', 1), ...touching('in', -1)];
}
