// A real OpenID provider on this machine, for tests: `node oidc-provider.mjs <port> <settings as JSON>`, spoken to by messages of its parent.
// Who signs in is what the parent said last (`{ person }`), at once and without a page; with `{ person: null }` it shows a page that asks.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , port, text] = process.argv;
/** @type {{ clients: { id: string, secret: string, redirectUri: string }[], people: Record<string, { amr?: string[], acr?: string, claims: object }> }} */
const { clients, people } = JSON.parse(text);
const issuer = `http://127.0.0.1:${port}`;
let person = null;

const provider = new Provider(issuer, {
  clients: clients.map(({ id, secret, redirectUri }) => ({
    client_id: id,
    client_secret: secret,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  })),
  findAccount: (_context, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub].claims }) },
  claims: { openid: ['sub', 'acr', 'amr'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
});

const page = (uid) => `<!doctype html><html lang="ja"><title>Office</title><h1>Office</h1>
<form method="post" action="/interaction/${uid}">${Object.keys(people)
  .map((name) => `<button name="person" value="${name}">${name}</button>`)
  .join('')}<button name="person" value="">no</button></form></html>`;

async function finish(request, response, who) {
  if (!people[who]) return provider.interactionFinished(request, response, { error: 'access_denied' }, { mergeWithLastSubmission: false });
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: who, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const { amr, acr } = people[who];
  const login = { accountId: who, remember: false, ...(amr ? { amr } : {}), ...(acr ? { acr } : {}) };
  return provider.interactionFinished(request, response, { login, consent: { grantId: await grant.save() } });
}

const rest = provider.callback();
const server = createServer(async (request, response) => {
  const [, uid] = /^\/interaction\/([\w-]+)$/.exec(request.url) ?? [];
  if (!uid) return rest(request, response);
  if (request.method === 'GET') {
    if (person !== null) return finish(request, response, person);
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(uid));
  }
  let body = '';
  for await (const part of request) body += part;
  return finish(request, response, new URLSearchParams(body).get('person'));
});
process.on('message', (said) => {
  ({ person } = said);
  process.send('heard');
});
process.on('disconnect', () => process.exit(0));
server.listen(Number(port), '127.0.0.1', () => process.send('ready'));
