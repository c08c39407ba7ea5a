import type { ComponentChildren } from 'preact';
import { web } from '#lib/texts';
import { assets } from '../http/assets.js';
import { Button } from './button.js';
import { Carried } from './form.js';
import { Text } from './text.js';

interface PasskeyFormProps {
  readonly action: string;
  readonly submit: string;
  /** What the browser is asked, as the server made it. */
  readonly options: object;
  readonly children?: ComponentChildren;
}

/** A form whose answer the browser makes with a passkey. Without JavaScript it is handed in empty, and the server says what is missing. */
export const PasskeyForm = ({ action, submit, options, children }: PasskeyFormProps) => (
  <form method="post" action={action} noValidate class="grid grid-cols-1 gap-6" data-passkey={JSON.stringify(options)}>
    <Carried hidden={{ answer: '' }} />
    {children}
    <p hidden data-passkey-problem role="alert" class="max-w-[42em] text-red-900">
      {web.passkeyProblem}
    </p>
    <div>
      <Button>{submit}</Button>
    </div>
    <Text tone="small">{web.passkeyScript}</Text>
    <script src={assets().passkey.url} defer />
  </form>
);
