import { type State, stateNames } from './domain/states.js';
import { type StepName, stepNames, stepOf } from './domain/steps.js';
import { type Lane, type Leg, type Side, lanesOf, legsAt, rowOf } from './draw.lanes.js';

export interface Words {
  readonly title: string;
  readonly state: (state: State) => string;
  readonly step: (step: StepName) => string;
}

/** Boxes stand in one column, in the order of the table. Beside them is room for words, and beyond it the lanes of what leaps or returns. */
const column = { box: 236, words: 276, lane: 22, gap: 42, leg: 22, leastHeight: 50, margin: 16 } as const;
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

type Box = Readonly<Record<'top' | 'height', number>>;

/**
 * Draws the procedure as an SVG, from the table alone: a state is a box, a step an arrow with its words.
 * `here`: the state to mark, for a case page. The same table gives the same drawing, so that a test can compare it.
 */
export function drawProcedure(words: Words, here?: State): string {
  const lanes = { left: lanesOf('left'), right: lanesOf('right') };
  const legs = stateNames.map((_, row) => ({ left: legsAt(row, lanes.left), right: legsAt(row, lanes.right) }));
  const boxes = legs.reduce<Box[]>((above, { left, right }) => {
    const height = Math.max(column.leastHeight, Math.max(left.length, right.length) * column.leg + 6);
    const last = above.at(-1);
    return [...above, { top: last ? last.top + last.height + column.gap : column.margin, height }];
  }, []);
  const width = (side: Side) => column.words + column.lane * (1 + Math.max(...lanes[side].map(({ place }) => place)));
  const x = { left: column.margin + width('left'), right: column.margin + width('left') + column.box };
  const whole = { width: x.right + width('right') + column.margin, height: boxes.at(-1)!.top + boxes.at(-1)!.height + column.margin };

  const middle = (x.left + x.right) / 2;
  const laneAt = ({ side, place }: Lane) =>
    side === 'right' ? x.right + column.words + place * column.lane : x.left - column.words - place * column.lane;
  const legAt = ({ lane, row, way }: Leg) => {
    const all = legs[row]![lane.side];
    const at = all.findIndex((leg) => leg.lane === lane && leg.way === way);
    return Math.round(boxes[row]!.top + boxes[row]!.height / 2 + (at - (all.length - 1) / 2) * column.leg + 4);
  };
  const arrow = (path: string) => `<path d="${path}" fill="none" stroke="#595959" shape-rendering="crispEdges" marker-end="url(#tip)"/>`;
  const label = (at: number, y: number, anchor: string, step: StepName) =>
    `<text x="${at}" y="${y}" text-anchor="${anchor}" font-size="12" fill="#1a1a1a" stroke="#fff" stroke-width="3" paint-order="stroke">${escape(words.step(step))}</text>`;

  const straight = stepNames.flatMap((step) => {
    const row = rowOf(stepOf(step).to) - 1;
    if (row < 0 || !stepOf(step).from.includes(stateNames[row]!)) return [];
    const [from, to] = [boxes[row]!.top + boxes[row]!.height, boxes[row + 1]!.top];
    return [{ line: arrow(`M${middle} ${from}V${to}`), label: label(middle + 8, (from + to) / 2 + 3, 'start', step) }];
  });
  const around = [...lanes.left, ...lanes.right].flatMap((lane) =>
    lane.from.map((row) => {
      const [edge, anchor, away] = lane.side === 'right' ? ([x.right, 'start', 8] as const) : ([x.left, 'end', -8] as const);
      const y = legAt({ lane, row, way: 'out' });
      return {
        line: arrow(`M${edge} ${y}H${laneAt(lane)}V${legAt({ lane, row: lane.to, way: 'in' })}H${edge}`),
        label: label(edge + away, y - 4, anchor, lane.step),
      };
    }),
  );
  const arrows = [...straight, ...around];
  const node = (state: State, row: number) => {
    const { top, height } = boxes[row]!;
    const [fill, ink, small] = state === here ? ['#00118f', '#fff', '#fff'] : ['#fff', '#1a1a1a', '#595959'];
    return `<g><rect x="${x.left}" y="${top}" width="${column.box}" height="${height}" rx="6" fill="${fill}" stroke="#00118f"/>
<text x="${middle}" y="${top + height / 2 - 1}" text-anchor="middle" font-size="15" fill="${ink}">${escape(words.state(state))}</text>
<text x="${middle}" y="${top + height / 2 + 16}" text-anchor="middle" font-size="11" fill="${small}">${state}</text></g>`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole.width} ${whole.height}" width="${whole.width}" height="${whole.height}" role="img" aria-label="${escape(words.title)}" font-family="'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif">
<title>${escape(words.title)}</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#595959"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>
${[...arrows.map(({ line }) => line), ...stateNames.map(node), ...arrows.map((one) => one.label)].join('\n')}
</svg>
`;
}
