export { type Doing, doingsHere } from './doings.queries.js';
export { CountOpenWork } from './count-open-work.job.js';
export { type Tense, tenseOf } from './domain/grants.js';
export { type Kind, addedKinds, rolesOf } from './domain/reach.js';
export {
  AddGrants,
  AddOrganisation,
  AddPerson,
  ChangeLastDay,
  FindPerson,
  Leave,
  PrepareToken,
  RenameOrganisation,
  RenamePerson,
  TransferGrant,
} from './forms.js';
export { type LetterHere, letterStateOf } from './letters/letters.queries.js';
export { type StaffLetter, replaceLetter } from './letters/letters.service.js';
export { type PowerRequest, powerWaiting, powersWaiting } from './powers/powers.queries.js';
export { askForPower, confirmPower } from './powers/powers.service.js';
export { addOrganisation, renameOrganisation } from './organisations.service.js';
export {
  type ListedPerson,
  type PersonPage,
  countsOfPeople,
  findByAddress,
  handoversOf,
  type HandoverHere,
  peopleIn,
  personInReach,
} from './people.queries.js';
export { addGrants, addPerson, changeLastDay, endAtOnce, renamePerson, transfer } from './people.service.js';
export { type Post, posts, programPosts, valueOf } from './places.js';
export {
  type GrantHere,
  type OrganisationHere,
  grantInReach,
  grantsOfPerson,
  organisationInReach,
  organisationsInReach,
} from './reach.queries.js';
export { type TokenHere, tokenForOwnRole, tokensWaiting, tokensInReach } from './tokens.queries.js';
export { prepareToken, revokeToken, takeToken } from './tokens.service.js';
export { type Leaver, leaver, leavers, takersOver } from './handover.queries.js';
export { closeHandover, nameSuccessor } from './handover.service.js';
export { leave, possibleSuccessors, workingRoles } from './leaving.service.js';
export { askFirst } from './first.dialogue.js';
export { localGovernments, makeFirst } from './first.js';
export { askOperator } from './operator.dialogue.js';
export { appoint, endAtTheMachine, freshStart, holdersIn, housesNamed, vouch } from './operator.js';
export { HandoverRow } from './handover.row.js';
