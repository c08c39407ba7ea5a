import type { Tx } from '#lib/database';
import { type FieldError } from '#lib/forms';
import { Refused, isId } from '#lib/kernel';
import { type GivenRole, programRolesOf, rolesOf } from './domain/reach.js';
import { type OrganisationHere, organisationsInReach } from './reach.queries.js';

/** A role in an organisation: what a grant is for. */
export interface Post {
  readonly organisation: OrganisationHere;
  readonly role: GivenRole;
}

/** How a form names a post. */
export const valueOf = ({ organisation, role }: Post): string => `${organisation.id}:${role}`;

const postsWith =
  (roles: typeof rolesOf) =>
  async (tx: Tx): Promise<readonly Post[]> =>
    (await organisationsInReach(tx)).flatMap((organisation) => roles[organisation.kind].map((role) => ({ organisation, role })));

/** Every post an administrator can give to a person. */
export const posts = postsWith(rolesOf);
/** Every post an administrator can prepare a token for. */
export const programPosts = postsWith(programRolesOf);

/** A form with mistakes that only the service can see; pages show them at their fields. */
export const wrong = (field: string, code: string): Refused =>
  new Refused('bad-input', { errors: [{ field, code }] satisfies readonly FieldError[] });

/** The post a form names, among those that can be given. Refuses: `bad-input` at the field. */
export function postNamed(all: readonly Post[], value: string, field: string): Post {
  const [id, role] = value.split(':');
  const post = isId(id) ? all.find((one) => one.organisation.id === id && one.role === role) : undefined;
  if (!post) throw wrong(field, 'not-a-choice');
  return post;
}
