import { ConfigProblem, type Environment, exitOnBadConfig, loadConfig } from '#lib/config';
import { config as texts } from '#lib/texts';
import { variables } from './environment.js';
import { type AppName, configs } from './settings.js';

const database = 'postgres://u:p@127.0.0.1:5432/yorisoi';
const web: Environment = { DATABASE_URL: database, PORT: '4100', YORISOI_MODE: 'solo', YORISOI_KEY_RING: '/etc/yorisoi/key-ring.json' };

function problemsOf(app: AppName, environment: Environment): readonly string[] {
  try {
    loadConfig(app, environment);
  } catch (error) {
    if (error instanceof ConfigProblem) return error.sentences;
    throw error;
  }
  throw new Error('the configuration was taken');
}
const sentence = (variable: string, code: keyof typeof texts.problems) => `${variable}: ${texts.problems[code]}`;

describe('the configuration of an app', () => {
  it('is taken when it is whole', () => {
    expect(loadConfig('console', web)).toMatchObject({
      databaseUrl: database,
      port: 4100,
      host: '127.0.0.1',
      training: false,
      secureCookies: false,
    });
  });
  it('listens on this machine only unless told otherwise', () => expect(loadConfig('api', web).host).toBe('127.0.0.1'));
  it('makes cookies secure when people come by https', () =>
    expect(loadConfig('family', { ...web, YORISOI_ORIGIN: 'https://kazoku.example.jp' }).secureCookies).toBe(true));
  it('is refused with every problem at once', () => {
    expect(
      problemsOf('console', {
        DATABASE_URL: 'mysql://x/y',
        PORT: '70000',
        HOST: 'not an address',
        NODE_ENV: 'prod',
        YORISOI_TRAINING: 'yes',
        YORISOI_MODE: 'demo',
      }),
    ).toEqual([
      sentence('DATABASE_URL', 'database-url'),
      sentence('HOST', 'host'),
      sentence('NODE_ENV', 'node-env'),
      sentence('PORT', 'port'),
      sentence('YORISOI_KEY_RING', 'key-ring'),
      sentence('YORISOI_MODE', 'mode'),
      sentence('YORISOI_TRAINING', 'training'),
    ]);
  });
  it('names every variable that is missing', () => {
    expect(problemsOf('worker', { DATABASE_URL: ' ' })).toEqual([
      sentence('DATABASE_URL', 'database-url'),
      sentence('MAIL_FROM', 'mail-from'),
      sentence('SMTP_URL', 'smtp-url'),
      sentence('YORISOI_COMMITTEE_ORIGIN', 'committee-origin'),
      sentence('YORISOI_FAMILY_ORIGIN', 'family-origin'),
      sentence('YORISOI_KEY_RING', 'key-ring'),
      sentence('YORISOI_ORIGIN', 'origin'),
    ]);
  });
  it('never repeats a value, because some are secret', () => {
    const secrets = {
      DATABASE_URL: 'postgres//u:geheim@h/d',
      SMTP_URL: 'http://geheim',
      REDIS_URL: 'geheim',
      MAIL_FROM: 'geheim',
      YORISOI_KEY_RING: 'geheim',
      YORISOI_ORIGIN: 'http://h/geheim',
      YORISOI_FAMILY_ORIGIN: 'geheim',
      YORISOI_COMMITTEE_ORIGIN: 'geheim',
    };
    expect(problemsOf('worker', secrets).join('\n')).not.toContain('geheim');
    expect(problemsOf('worker', secrets)).toHaveLength(7);
  });
  it('does not look at what another app needs', () =>
    expect(loadConfig('console', { ...web, SMTP_URL: 'nonsense', YORISOI_PORT_BASE: 'nonsense' }).port).toBe(4100));
  it.each(['4100.5', '-1', '0x10', '1e3', 'abc'])('takes %s for no port', (port) =>
    expect(problemsOf('api', { ...web, PORT: port })).toEqual([sentence('PORT', 'port')]),
  );
  it.each(['https://a.jp/', 'https://a.jp/x', 'a.jp', 'ftp://a.jp', 'https://u@a.jp'])('takes %s for no origin', (origin) =>
    expect(problemsOf('api', { ...web, YORISOI_ORIGIN: origin })).toEqual([sentence('YORISOI_ORIGIN', 'origin')]),
  );
  it('cannot be changed later', () => expect(() => Object.assign(loadConfig('console', web), { training: true })).toThrow(TypeError));
});

describe('the addresses of the root', () => {
  const worker = {
    DATABASE_URL: 'postgres://worker@127.0.0.1/none',
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'a@example.jp',
    YORISOI_KEY_RING: '/keys.json',
    YORISOI_ORIGIN: 'https://a.jp',
    YORISOI_FAMILY_ORIGIN: 'https://b.jp',
    YORISOI_COMMITTEE_ORIGIN: 'https://k.jp',
  };
  it('are several, or none', () => {
    expect(loadConfig('worker', worker).rootTo).toEqual([]);
    expect(loadConfig('worker', { ...worker, YORISOI_ROOT_TO: 'a@soto.example, b@soto.example' }).rootTo).toEqual([
      'a@soto.example',
      'b@soto.example',
    ]);
  });
  it('are addresses', () =>
    expect(problemsOf('worker', { ...worker, YORISOI_ROOT_TO: 'a@soto.example,nobody' })).toEqual([
      sentence('YORISOI_ROOT_TO', 'root-to'),
    ]));
});

describe('the training clock', () => {
  const on = { ...web, YORISOI_TRAINING: 'on' };
  it('may be switched on in solo mode', () => expect(loadConfig('console', on).training).toBe(true));
  it.each<[string, Environment]>([
    ['in production mode', { ...on, YORISOI_MODE: 'production' }],
    ['where nobody named a mode', { ...on, YORISOI_MODE: undefined }],
    ['with NODE_ENV=production', { ...on, NODE_ENV: 'production' }],
  ])('is refused %s, by every app', (_, environment) => {
    const whole = {
      ...environment,
      SMTP_URL: 'smtp://127.0.0.1:25',
      MAIL_FROM: 'a@example.jp',
      YORISOI_ORIGIN: 'https://a.jp',
      YORISOI_FAMILY_ORIGIN: 'https://b.jp',
      YORISOI_COMMITTEE_ORIGIN: 'https://k.jp',
    };
    for (const app of Object.keys(configs) as AppName[]) {
      if (app === 'solo' && environment.YORISOI_MODE === undefined) continue;
      expect(problemsOf(app, whole)).toEqual([sentence('YORISOI_TRAINING', 'training-production')]);
    }
  });
});

describe('outside of this machine', () => {
  it('solo mode cannot be seen', () => expect(problemsOf('console', { ...web, HOST: '0.0.0.0' })).toEqual([sentence('HOST', 'host-solo')]));
  const production = { ...web, YORISOI_MODE: 'production', YORISOI_ORIGIN: 'https://kazoku.example.jp' };
  const pages = ['console', 'family', 'committee', 'api'] as const;
  it.each(pages)('production of %s is reached by https only, and has an address', (app) => {
    expect(loadConfig(app, production)).toMatchObject({ secureCookies: true, host: '127.0.0.1' });
    expect(problemsOf(app, { ...production, YORISOI_ORIGIN: undefined })).toEqual([sentence('YORISOI_ORIGIN', 'origin-missing')]);
    for (const plain of ['http://kazoku.example.jp', 'http://127.0.0.1:4100'])
      expect(problemsOf(app, { ...production, YORISOI_ORIGIN: plain })).toEqual([sentence('YORISOI_ORIGIN', 'origin-plain')]);
  });
  it('what nobody named is production too', () =>
    expect(problemsOf('console', { ...web, YORISOI_MODE: undefined })).toEqual([sentence('YORISOI_ORIGIN', 'origin-missing')]));
  it.each(['0.0.0.0', '::', '10.0.0.5'])('nothing is taken unencrypted at %s but from a proxy that is named', (HOST) => {
    expect(problemsOf('family', { ...production, HOST })).toEqual([sentence('HOST', 'host-open')]);
    expect(loadConfig('family', { ...production, HOST, YORISOI_TRUST_PROXY: '10.0.0.2' }).web).toMatchObject({
      host: HOST,
      onlyProxies: true,
    });
    expect(loadConfig('family', production).web.onlyProxies).toBe(false);
  });
  it('links in mails and on paper lead to https', () => {
    const worker = { ...production, SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'a@example.jp' };
    const plain = { YORISOI_FAMILY_ORIGIN: 'http://f.jp', YORISOI_COMMITTEE_ORIGIN: 'http://k.jp' };
    const both = [sentence('YORISOI_COMMITTEE_ORIGIN', 'origin-plain'), sentence('YORISOI_FAMILY_ORIGIN', 'origin-plain')];
    expect(problemsOf('worker', { ...worker, ...plain })).toEqual(both);
    expect(problemsOf('console', { ...production, ...plain })).toEqual(both);
  });
  it.each([
    ['', false],
    ['?sslmode=disable', false],
    ['?sslmode=no-verify', false],
    ['?uselibpqcompat=true&sslmode=require', false],
    ['?sslmode=verify-full', true],
  ])('a database elsewhere with %s is taken: %s', (more, taken) => {
    const databaseUrl = `postgres://u:p@db.example.jp:5432/yorisoi${more}`;
    for (const app of pages)
      if (taken) expect(loadConfig(app, { ...production, DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
      else expect(problemsOf(app, { ...production, DATABASE_URL: databaseUrl })).toEqual([sentence('DATABASE_URL', 'database-plain')]);
  });
  it('an address that names one host and leads to another is looked at where it leads', () =>
    expect(problemsOf('api', { ...production, DATABASE_URL: 'postgres://u:p@127.0.0.1/yorisoi?host=db.example.jp' })).toEqual([
      sentence('DATABASE_URL', 'database-plain'),
    ]));
  it('a Redis elsewhere is reached over TLS', () => {
    const worker = {
      ...production,
      SMTP_URL: 'smtp://127.0.0.1:25',
      MAIL_FROM: 'a@example.jp',
      YORISOI_FAMILY_ORIGIN: 'https://f.jp',
      YORISOI_COMMITTEE_ORIGIN: 'https://k.jp',
    };
    expect(problemsOf('worker', { ...worker, REDIS_URL: 'redis://r.example.jp' })).toEqual([sentence('REDIS_URL', 'redis-plain')]);
    expect(loadConfig('worker', { ...worker, REDIS_URL: 'rediss://r.example.jp' }).redisUrl).toBe('rediss://r.example.jp');
    expect(loadConfig('worker', { ...worker, REDIS_URL: 'redis://127.0.0.1' }).redisUrl).toBe('redis://127.0.0.1');
  });
  it.each(['127.0.0.999', '127.1.1.1.example.jp', 'localhost.example.jp'])('%s is not this machine', (host) =>
    expect(problemsOf('api', { ...production, DATABASE_URL: `postgres://u:p@${host}/yorisoi` })).toEqual([
      sentence('DATABASE_URL', 'database-plain'),
    ]),
  );
  const sends = { ...production, SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@example.jp', YORISOI_FAMILY_ORIGIN: 'https://f.jp' };
  const worker = { ...sends, YORISOI_COMMITTEE_ORIGIN: 'https://k.jp' };
  it.each(['requireTLS=false', 'ignoreTLS=true', 'tls.rejectUnauthorized=false', 'proxy=http://h.jp', ''])(
    'an address of a mail server says nothing behind it, as ?%s',
    (more) =>
      expect(problemsOf('worker', { ...worker, SMTP_URL: `smtp://mail.example.jp?${more}` })).toEqual([sentence('SMTP_URL', 'smtp-url')]),
  );
  it('nor does that of a Redis', () =>
    expect(problemsOf('worker', { ...worker, REDIS_URL: 'rediss://r.example.jp?tls=' })).toEqual([sentence('REDIS_URL', 'redis-url')]));
  it('no app runs with TLS that looks at nobody', () => {
    for (const app of [...pages, 'worker', 'owner', 'keys'] as const)
      expect(problemsOf(app, { ...worker, NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
        sentence('NODE_TLS_REJECT_UNAUTHORIZED', 'tls-unchecked'),
      ]);
    expect(loadConfig('api', { ...production, NODE_TLS_REJECT_UNAUTHORIZED: '1' }).mode).toBe('production');
    expect(loadConfig('api', { ...web, NODE_TLS_REJECT_UNAUTHORIZED: '0' }).mode).toBe('solo');
  });
  it('solo mode does not go with NODE_ENV=production', () =>
    expect(problemsOf('api', { ...web, NODE_ENV: 'production' })).toEqual([sentence('YORISOI_MODE', 'mode-contradicts')]));
});

it('has a sentence for every code a setting can fail with', () => {
  const nonsense = Object.fromEntries(Object.values(variables).map((name) => [name, '\u0000']));
  const all = (Object.keys(configs) as AppName[]).flatMap((app) => problemsOf(app, nonsense));
  expect(all.filter((line) => line.includes(texts.unknownProblem))).toEqual([]);
});

it('ends the process with 1 and says every problem', () => {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${String(code)}`);
  });
  try {
    expect(() => exitOnBadConfig(() => loadConfig('console', {}))).toThrow('exit 1');
    expect(written.join('')).toContain(sentence('DATABASE_URL', 'database-url'));
    expect(written.join('')).toContain(sentence('PORT', 'port'));
  } finally {
    write.mockRestore();
    exit.mockRestore();
  }
});

describe('the proxy before an app', () => {
  it('is nobody unless told', () => expect(loadConfig('api', web).trustProxy).toEqual([]));
  it('may be addresses and ranges', () =>
    expect(loadConfig('api', { ...web, YORISOI_TRUST_PROXY: '10.0.0.5, 192.168.7.0/24 ::1' }).trustProxy).toEqual([
      '10.0.0.5',
      '192.168.7.0/24',
      '::1',
    ]));
  it.each(['::ffff:10.0.0.1', '::ffff:10.0.0.0/104', 'fd00::/8', '2001:db8::/32', '::/97'])('may be %s', (proxy) =>
    expect(loadConfig('api', { ...web, YORISOI_TRUST_PROXY: proxy }).trustProxy).toEqual([proxy]),
  );
  const everyIPv4 = [
    '::/16',
    '::/80',
    '::fffe:0:0/95',
    '::ffff:0:0/96',
    '0:0:0:0:0:ffff:0:0/96',
    '0::FFFF:7f00:0/97',
    '::ffff:1.2.3.4/103',
  ];
  it.each([...everyIPv4, 'everybody', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0', 'true', 'fe80::1%eth0'])(
    'is not %s',
    (proxy) => expect(problemsOf('api', { ...web, YORISOI_TRUST_PROXY: proxy })).toEqual([sentence('YORISOI_TRUST_PROXY', 'trust-proxy')]),
  );
});

describe('the pace', () => {
  it('can be set and switched off', () =>
    expect(loadConfig('api', { ...web, YORISOI_READS_PER_MINUTE: '0', YORISOI_WRITES_PER_MINUTE: '30' }).limits).toEqual({
      reads: 0,
      writes: 30,
      strangers: 1200,
    }));
  it('of connections is so many from one address', () => {
    expect(loadConfig('api', web).web.connectionsPerAddress).toBe(500);
    expect(problemsOf('api', { ...web, YORISOI_CONNECTIONS_PER_ADDRESS: '-1' })).toEqual([
      sentence('YORISOI_CONNECTIONS_PER_ADDRESS', 'connections'),
    ]);
  });
  it.each(['-1', '1.5', 'many'])('is not %s', (pace) =>
    expect(problemsOf('api', { ...web, YORISOI_READS_PER_MINUTE: pace })).toEqual([sentence('YORISOI_READS_PER_MINUTE', 'per-minute')]),
  );
});
