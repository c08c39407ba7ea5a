import { readFileSync } from 'node:fs';
import { isLoopback, urlOf } from './checks.js';

/** The provider with which the people of one founder sign in at their office, as an operator writes it down. See docs/decisions/oidc.md. */
export interface OidcSetting {
  readonly key: string;
  readonly name?: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly founder: string;
  readonly claims: { readonly groups: string; readonly email: string; readonly emailVerified: string };
  readonly groups: readonly { readonly group: string; readonly role: OidcRole; readonly organisation: string }[];
  readonly secondFactor: { readonly acr: readonly string[]; readonly amr: readonly string[] };
}
const roles = ['school', 'founder', 'founderHead', 'administrator'] as const;
type OidcRole = (typeof roles)[number];

type Raw = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 500;
const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const knows = (value: Raw, names: readonly string[]): boolean => Object.keys(value).every((name) => names.includes(name));

/** Over https, or on this machine. */
function isIssuer(value: unknown): boolean {
  const url = urlOf(value);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) && !url.search && !url.hash;
}

const isGroup = (value: unknown): boolean =>
  isObject(value) &&
  knows(value, ['group', 'role', 'organisation']) &&
  isText(value['group']) &&
  (roles as readonly unknown[]).includes(value['role']) &&
  isId(value['organisation']);

const names = ['key', 'name', 'issuer', 'clientId', 'clientSecret', 'founder', 'claims', 'groups', 'secondFactor'];

/** A name that nobody knows is a slip of the pen and not left aside: it might have been a wall. */
function isProvider(value: unknown): value is OidcSetting {
  if (!isObject(value) || !knows(value, names)) return false;
  const { key, name, issuer, clientId, clientSecret, founder, claims, groups, secondFactor } = value;
  return (
    typeof key === 'string' &&
    /^[a-z0-9-]{1,40}$/.test(key) &&
    (name === undefined || isText(name)) &&
    isIssuer(issuer) &&
    isText(clientId) &&
    isText(clientSecret) &&
    isId(founder) &&
    isObject(claims) &&
    knows(claims, ['groups', 'email', 'emailVerified']) &&
    Object.values(claims).every(isText) &&
    Array.isArray(groups) &&
    groups.every(isGroup) &&
    isObject(secondFactor) &&
    knows(secondFactor, ['acr', 'amr']) &&
    Object.values(secondFactor).every(areTexts)
  );
}

export const areProviders = (value: unknown): boolean =>
  Array.isArray(value) && value.every(isProvider) && new Set(value.map(({ key }) => key)).size === value.length;

/** What is usual, where nothing is said: `amr` holds `mfa` where a second factor was asked for (RFC 8176). */
function whole(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { claims = {}, groups = [], secondFactor = {} } = value;
  return {
    ...value,
    claims: isObject(claims) ? { groups: 'groups', email: 'email', emailVerified: 'email_verified', ...claims } : claims,
    groups,
    secondFactor: isObject(secondFactor) ? { acr: [], amr: ['mfa'], ...secondFactor } : secondFactor,
  };
}

/** The setting as it stands in the environment: JSON, or the path of a file that holds it. What cannot be read stays text and fails the check. */
export function oidcFrom(text: string): unknown {
  try {
    const read: unknown = JSON.parse(/^\s*[[{]/.test(text) ? text : readFileSync(text, 'utf8'));
    return (Array.isArray(read) ? (read as unknown[]) : [read]).map(whole);
  } catch {
    return text;
  }
}
