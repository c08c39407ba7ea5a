import 'reflect-metadata';

export { AccountsApiModule, AccountsWebModule } from './accounts.module.js';
export { Allow, CurrentActor, CurrentPerson, Public, personOf } from './allow.js';
export { type NewApiToken, daysToTake, issueToken, openTokens, prepareToken, revokeToken, takeToken } from './api-tokens.js';
export { type WebApp, admits } from './domain/doors.js';
export { type TokenScope, tokenScopes } from './domain/token-scope.js';
export { type Permission, mayAny, permissions } from './domain/permissions.js';
export { type Route, assertEveryRouteIsGuarded, routesIn, routesOf } from './guarded-routes.js';
export { type Invited, type Purpose, codeForNobody, hasSignedIn, invite, voidInvitations } from './invitations/invitations.js';
export { hasOpenLetterOfAnother } from './invitations/of-another-house.js';
export { forgetWhatEnded } from './housekeeping.js';
export { type FounderKind, type OrganisationKind } from './organisation.row.js';
export {
  type Addressee,
  type NamedGrant,
  type Organisation,
  currentGrants,
  memberByAddress,
  namesOf,
  organisation,
  organisationOf,
  peopleOf,
  personByEmail,
  personMayEnter,
  schoolsFor,
  schoolsOf,
} from './people.queries.js';
export {
  type NewGrant,
  type NewOrganisation,
  createOrganisation,
  createPerson,
  createProgram,
  endGrant,
  grantRole,
  prolongGrant,
  registerPerson,
  setName,
} from './people.service.js';
export { emailBefore, emailIndex, emailOf, shownEmailOf, openKnownAs, sealedKnownAs } from './person.seal.js';
export {
  type Concerned,
  type OpenRecovery,
  confirmRecovery,
  openRecoveries,
  peopleToRecover,
  recoveryInReach,
  startRecovery,
} from './recovery/recoveries.js';
export { daysToConfirm, daysToStop } from './domain/recovery.js';
export { type WaitingForMe, concernedBy, stopWaiting, waitingForMe } from './waiting/waiting.js';
export { WaitingSection } from './waiting/waiting.section.js';
export { roleInWords } from './role.page.js';
export { accountRows } from './rows.js';
export { type CodeToSend, codeToSend, codeWasSent } from './second-factor/mail-code.js';
export { endWhatTheAccountBegan } from './recovery/had-the-account.js';
export { endAllWays, hasAnyWay } from './second-factor/ways.js';
export { AccountsSettings, type AccountsWebOptions, type SignInSettings, signInOptions } from './settings.js';
export { type Caller, callerOf } from './caller.js';
export { type FirstProven, SignInSteps, type Way } from './steps/sign-in-steps.js';
export { StepVisits } from './steps/step-visits.js';
export { type PersonHere } from './visitor.js';
