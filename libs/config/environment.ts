import { oidcFrom } from './oidc.js';

/** The names of all settings and the property each becomes. */
export const variables = {
  databaseUrl: 'DATABASE_URL',
  redisUrl: 'REDIS_URL',
  keyRing: 'YORISOI_KEY_RING',
  port: 'PORT',
  host: 'HOST',
  smtpUrl: 'SMTP_URL',
  mailFrom: 'MAIL_FROM',
  rootTo: 'YORISOI_ROOT_TO',
  nodeEnv: 'NODE_ENV',
  tlsChecked: 'NODE_TLS_REJECT_UNAUTHORIZED',
  mode: 'YORISOI_MODE',
  training: 'YORISOI_TRAINING',
  origin: 'YORISOI_ORIGIN',
  familyOrigin: 'YORISOI_FAMILY_ORIGIN',
  committeeOrigin: 'YORISOI_COMMITTEE_ORIGIN',
  trustProxy: 'YORISOI_TRUST_PROXY',
  readsPerMinute: 'YORISOI_READS_PER_MINUTE',
  writesPerMinute: 'YORISOI_WRITES_PER_MINUTE',
  strangersPerMinute: 'YORISOI_STRANGERS_PER_MINUTE',
  connectionsPerAddress: 'YORISOI_CONNECTIONS_PER_ADDRESS',
  oidc: 'YORISOI_OIDC',
  data: 'YORISOI_DATA',
  portBase: 'YORISOI_PORT_BASE',
} as const;
export type Setting = keyof typeof variables;
export type Environment = Readonly<Record<string, string | undefined>>;

const number = (text: string): unknown => (/^\d{1,6}$/.test(text) ? Number(text) : text);
const onOff = (text: string): unknown => (text === 'on' ? true : text === 'off' ? false : text);
const list = (text: string): unknown => text.split(/[\s,]+/).filter(Boolean);
const conversions: Partial<Record<Setting, (text: string) => unknown>> = {
  port: number,
  portBase: number,
  training: onOff,
  trustProxy: list,
  rootTo: list,
  readsPerMinute: number,
  writesPerMinute: number,
  strangersPerMinute: number,
  connectionsPerAddress: number,
  oidc: oidcFrom,
};

/** A setting as its class takes it; text that cannot be converted stays text, so that the check names it. Empty counts as missing. */
export function valueOf(environment: Environment, setting: Setting): unknown {
  const text = environment[variables[setting]]?.trim();
  if (!text) return undefined;
  return conversions[setting]?.(text) ?? text;
}

/** The one place where the process environment is read. */
export const processEnvironment = (): Environment => process.env;
