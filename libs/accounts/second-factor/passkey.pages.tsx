import { say, secondFactor } from '#lib/texts';
import { ErrorSummary, Notice, PageHead, PasskeyForm, TextField, page } from '#lib/web';
import { namedAddress } from '../domain/relying-party.js';
import { longestLabel } from './passkeys.js';
import { type Other, OtherWays } from './totp.pages.js';

const words = secondFactor.passkey;

interface UsePage {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly options: object;
  readonly others: readonly Other[];
  readonly wrong?: boolean;
}

/** Asks for a passkey. */
export function passkeyUsePage({ title, lead, action, options, others, wrong = false }: UsePage) {
  const body = (
    <>
      <PageHead title={title} lead={lead} />
      {wrong ? (
        <Notice tone="error" live>
          {words.notRight}
        </Notice>
      ) : null}
      <PasskeyForm action={action} submit={words.use} options={options} />
      <OtherWays others={others} />
    </>
  );
  return page(title, body, wrong ? { wrong } : {});
}

interface AddPage {
  readonly action: string;
  readonly options: object;
  readonly back: Other;
  readonly label?: string;
  readonly mistake?: 'labelMissing' | 'labelLong' | 'notAdded' | undefined;
}

/** Asks for a name and a new passkey. */
export function passkeyAddPage({ action, options, back, label = '', mistake }: AddPage) {
  const ofLabel = mistake === 'labelMissing' || mistake === 'labelLong' ? words[mistake] : undefined;
  const body = (
    <>
      <PageHead title={words.add} lead={words.addLead} />
      <ErrorSummary mistakes={ofLabel ? [{ at: 'f-label', message: ofLabel }] : []} />
      {mistake === 'notAdded' ? (
        <Notice tone="error" live>
          {words.notAdded}
        </Notice>
      ) : null}
      <PasskeyForm action={action} submit={words.submit} options={options}>
        <TextField name="label" label={words.label} required hint={words.labelHint} value={label} max={longestLabel} error={ofLabel} />
      </PasskeyForm>
      <OtherWays others={[back]} />
    </>
  );
  return page(words.add, body, mistake ? { wrong: true } : {});
}

/** Why a passkey cannot be used at this address, and at which it can. */
export const notHere = (host: string): string => {
  const address = namedAddress(host);
  return address ? say(words.notHereBut, { address }) : words.notHere;
};

export function passkeyNotHerePage({
  title,
  host,
  others,
}: {
  readonly title: string;
  readonly host: string;
  readonly others: readonly Other[];
}) {
  const body = (
    <>
      <PageHead title={title} />
      <Notice>{notHere(host)}</Notice>
      <OtherWays others={others} />
    </>
  );
  return page(title, body);
}
