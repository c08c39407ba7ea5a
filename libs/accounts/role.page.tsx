import { accounts, fieldErrors, say } from '#lib/texts';
import { ErrorSummary, Form, PageHead, RadioGroup, page } from '#lib/web';
import type { NamedGrant } from './people.queries.js';

const words = accounts.role;

interface RolePage {
  readonly grants: readonly NamedGrant[];
  readonly chosen: string;
  readonly next: string;
  readonly wrong?: boolean;
}

export const roleInWords = ({ role, organisationName }: Pick<NamedGrant, 'role' | 'organisationName'>): string =>
  organisationName === null ? accounts.roles[role] : say(words.one, { organisation: organisationName, role: accounts.roles[role] });

export function rolePage({ grants, chosen, next, wrong = false }: RolePage) {
  const error = wrong ? say(fieldErrors['required-choice'], { label: words.label }) : undefined;
  const options = grants.map((grant) => ({ value: grant.id, label: roleInWords(grant) }));
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={error ? [{ at: 'f-grantId', message: error }] : []} />
      <Form action="/sign-in/role" submit={words.submit} hidden={{ next }}>
        <RadioGroup name="grantId" label={words.label} required options={options} value={chosen} error={error} />
      </Form>
    </>
  );
  return page(words.title, body, wrong ? { wrong } : {});
}
