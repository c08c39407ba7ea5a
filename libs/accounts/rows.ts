import { ApiTokenRow } from './api-token.row.js';
import { DeviceRow } from './device.row.js';
import { OrganisationRow } from './organisation.row.js';
import { PersonRow } from './person.row.js';
import { RefusalCountRow } from './refusal-count.row.js';
import { RecoveryRow } from './recovery.row.js';
import { RoleGrantRow } from './role-grant.row.js';
import { CodeByMailRow } from './second-factor/code-by-mail.row.js';
import { PasskeyRow } from './second-factor/passkey.row.js';
import { TotpRow } from './second-factor/totp.row.js';
import { SessionRow } from './session.row.js';
import { SignInStepRow } from './steps/sign-in-step.row.js';

const signInRows = [SessionRow, SignInStepRow, TotpRow, PasskeyRow, CodeByMailRow, DeviceRow, RecoveryRow, RefusalCountRow] as const;
/** Row classes of this lib, for the DataSource of an app. */
export const accountRows = [OrganisationRow, PersonRow, RoleGrantRow, ApiTokenRow, ...signInRows] as const;
