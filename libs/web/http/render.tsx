import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { FormTokenOfPage } from '../components/form-token.js';
import { type Frame, Page } from '../components/page.js';
import { QueryOfPage } from '../components/paged.js';
import { type PageAnswer, RedirectAnswer } from './answers.js';
import { assets } from './assets.js';
import type { FormTokens } from './form-tokens.js';

export type FrameOf = (request: FastifyRequest) => Frame | Promise<Frame>;

export function html(
  frame: Frame,
  { title, body, options }: PageAnswer,
  token: () => string | undefined,
  query = new URLSearchParams(),
): string {
  const { style, script } = assets();
  const whole = (
    <FormTokenOfPage.Provider value={token}>
      <QueryOfPage.Provider value={query}>
        <Page
          {...frame}
          title={title}
          wrong={options.wrong ?? false}
          paper={options.paper ?? false}
          assets={{ style: style.url, script: script.url }}
        >
          {body}
        </Page>
      </QueryOfPage.Provider>
    </FormTokenOfPage.Provider>
  );
  return `<!doctype html>${renderToString(whole)}`;
}

/** Sets status and headers of an answer and gives back its body; its forms carry the token of the session that asks. */
export function write(reply: FastifyReply, frame: Frame, answer: PageAnswer | RedirectAnswer, tokens: FormTokens): string {
  if (answer instanceof RedirectAnswer) {
    reply.status(303).header('location', answer.to);
    return '';
  }
  const { status, wrong } = answer.options;
  reply.status(status ?? (wrong ? 422 : 200)).type('text/html; charset=utf-8');
  return html(frame, answer, tokens.forPage(reply.request, reply), queryOf(reply.request));
}

const queryOf = ({ url }: FastifyRequest): URLSearchParams => new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
