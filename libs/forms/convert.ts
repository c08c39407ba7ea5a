import { isId } from '#lib/kernel';
import type { Field, Kind } from './field.js';
import { momentFrom } from './values.js';
import { isClean, lettersWhole, plainSpaces, withoutHidden } from './visible.js';

/** `page`: everything arrives as text, a tick as its value. `api`: JSON with its own types. */
export type Mode = 'page' | 'api';
type Converted = { readonly value?: unknown; readonly code?: string };

const nothing = (raw: unknown): boolean => raw === undefined || raw === null;
const many: readonly Kind[] = ['choices', 'relatives'];

/** In lines, what nobody sees is left out without a word: it comes with what is pasted. A single line, where it can pass for another, is asked for again. */
function text(raw: unknown, lines = false): Converted {
  if (typeof raw !== 'string') return { code: Array.isArray(raw) ? 'repeated' : 'not-text' };
  const tidy = plainSpaces(lines ? withoutHidden(raw.replace(/\r\n?|[\u2028\u2029]/g, '\n')) : raw.replace(/\t/g, ' '));
  const value = tidy.trim();
  if (withoutHidden(value) !== value) return { code: 'hidden-characters' };
  if (!isClean(value, lines)) return { code: 'bad-characters' };
  return value === '' ? {} : { value: lettersWhole(value) };
}

/** As `text`, with full-width digits, letters and hyphens made half-width: for answers that are read by the computer. */
function plain(raw: unknown, code: string): Converted {
  const { value, code: wrong } = text(raw);
  if (wrong) return { code: wrong === 'not-text' ? code : wrong };
  return typeof value === 'string' ? { value: value.normalize('NFKC').replace(/[‐‑‒–—―−ー]/g, '-') } : {};
}

function count(raw: unknown, mode: Mode): Converted {
  if (mode === 'api') return typeof raw === 'number' ? { value: raw } : { code: Array.isArray(raw) ? 'repeated' : 'not-a-number' };
  const { value, code } = plain(raw, 'not-a-number');
  if (typeof value !== 'string') return code ? { code } : {};
  return /^-?\d{1,15}$/.test(value) ? { value: Number(value) } : { code: 'not-a-number' };
}

function tick(raw: unknown, mode: Mode): Converted {
  if (mode === 'api') return typeof raw === 'boolean' ? { value: raw } : { code: 'not-a-flag' };
  if (Array.isArray(raw)) return { code: 'repeated' };
  return raw === '' || raw === 'yes' || raw === 'on' || raw === 'true' ? { value: raw !== '' } : { code: 'not-a-flag' };
}

function list(field: Field, raw: unknown, mode: Mode): Converted {
  const code = field.kind === 'choices' ? 'not-a-choice' : 'not-an-id';
  if (mode === 'api' && !Array.isArray(raw)) return { code };
  const values: unknown[] = (Array.isArray(raw) ? (raw as unknown[]) : [raw]).filter((one) => one !== '' || mode === 'api');
  if (values.length > 500) return { code: 'too-many' };
  const fits = field.kind === 'choices' ? (one: unknown) => typeof one === 'string' : isId;
  if (!values.every(fits)) return { code };
  return values.length ? { value: values } : {};
}

function one(field: Field, raw: unknown, mode: Mode): Converted {
  switch (field.kind) {
    case 'text':
      return text(raw);
    case 'longText':
      return text(raw, true);
    case 'day':
      return plain(raw, 'not-a-day');
    case 'month':
      return plain(raw, 'not-a-month');
    case 'email':
      return plain(raw, 'not-an-email');
    case 'phone':
      return plain(raw, 'not-a-phone');
    case 'choice':
      return plain(raw, 'not-a-choice').code ? { code: Array.isArray(raw) ? 'repeated' : 'not-a-choice' } : text(raw);
    case 'relative':
    case 'ref': {
      const { value, code } = plain(raw, 'not-an-id');
      return value === undefined || isId(value) ? { value, ...(code ? { code } : {}) } : { code: 'not-an-id' };
    }
    case 'moment': {
      const { value, code } = plain(raw, 'not-a-moment');
      if (typeof value !== 'string') return code ? { code } : {};
      const at = momentFrom(value, mode === 'api' ? 'written' : 'tokyo');
      return at ? { value: at } : { code: 'not-a-moment' };
    }
    case 'count':
      return count(raw, mode);
    default:
      return tick(raw, mode);
  }
}

/** One raw answer as the value its kind holds, or the code of what is wrong with its shape; neither where it was left empty. */
export function convert(field: Field, raw: unknown, mode: Mode): Converted {
  const got = nothing(raw) ? {} : many.includes(field.kind) ? list(field, raw, mode) : one(field, raw, mode);
  if (got.code !== undefined || got.value !== undefined) return got;
  if (field.kind === 'flag') return { value: false };
  if (field.kind === 'yes') return { code: 'must-be-ticked' };
  return field.required ? { code: 'required' } : {};
}
