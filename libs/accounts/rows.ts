import { ApiTokenRow } from './api-token.row.js';
import { OrganisationRow } from './organisation.row.js';
import { PersonRow } from './person.row.js';
import { RoleGrantRow } from './role-grant.row.js';
import { SessionRow } from './session.row.js';

/** Row classes of this lib, for the DataSource of an app. */
export const accountRows = [OrganisationRow, PersonRow, RoleGrantRow, SessionRow, ApiTokenRow] as const;
