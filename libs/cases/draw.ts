import { Graph, layout } from '@dagrejs/dagre';
import { type State, stateNames } from './domain/states.js';
import { stepNames, stepOf } from './domain/steps.js';

export interface Words {
  readonly title: string;
  readonly state: (state: State) => string;
  readonly step: (step: (typeof stepNames)[number]) => string;
}
const box = { width: 190, height: 46 } as const;
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const n = (value: number) => Math.round(value);

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Draws the procedure as an SVG, from the table alone: a state is a box, a step an arrow with its words.
 * `here`: the state to mark, for a case page. The same table gives the same drawing, so that a test can compare it.
 */
export function drawProcedure(words: Words, here?: State): string {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 60, ranksep: 52, edgesep: 18, marginx: 20, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const state of stateNames) graph.setNode(state, { ...box });
  for (const name of stepNames)
    for (const from of stepOf(name).from) graph.setEdge(from, stepOf(name).to, { width: words.step(name).length * 11, height: 16, labelpos: 'c', step: name }, name);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const arrows = graph.edges().map((edge: Parameters<typeof graph.edge>[0]) => arrow(graph.edge(edge) as Arrow, words));
  const boxes = stateNames.map((state) => node(state, graph.node(state) as Point, words, state === here));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" aria-label="${escape(words.title)}" font-family="'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif">
<title>${escape(words.title)}</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#595959"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>
${arrows.map(({ line }: Drawn) => line).join('\n')}
${boxes.join('\n')}
${arrows.map(({ label }: Drawn) => label).join('\n')}
</svg>
`;
}

function node(state: State, { x, y }: Point, words: Words, marked: boolean): string {
  const [fill, ink] = marked ? ['#00118f', '#fff'] : ['#fff', '#1a1a1a'];
  return `<g><rect x="${n(x - box.width / 2)}" y="${n(y - box.height / 2)}" width="${box.width}" height="${box.height}" rx="6" fill="${fill}" stroke="#00118f"/>
<text x="${n(x)}" y="${n(y - 2)}" text-anchor="middle" font-size="15" fill="${ink}">${escape(words.state(state))}</text>
<text x="${n(x)}" y="${n(y + 15)}" text-anchor="middle" font-size="10" fill="${marked ? '#fff' : '#595959'}">${state}</text></g>`;
}

interface Arrow {
  readonly points: readonly Point[];
  readonly x?: number;
  readonly y?: number;
  readonly step: (typeof stepNames)[number];
}
interface Drawn {
  readonly line: string;
  readonly label: string;
}

function arrow(edge: Arrow, words: Words): Drawn {
  const path = edge.points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');
  const text = escape(words.step(edge.step));
  return {
    line: `<path d="${path}" fill="none" stroke="#595959" stroke-linejoin="round" marker-end="url(#tip)"/>`,
    label: `<text x="${n(edge.x ?? 0)}" y="${n((edge.y ?? 0) + 4)}" text-anchor="middle" font-size="11" fill="#1a1a1a" stroke="#fff" stroke-width="4" paint-order="stroke">${text}</text>`,
  };
}
