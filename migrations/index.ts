import { Foundation1764000000001 } from './1764000000001-foundation.js';
import { Rights1764000000002, firstRights } from './1764000000002-rights.js';
import { SignIn1764000000003, moreRights as rightsOfSignIn } from './1764000000003-sign-in.js';
import { Vault1764000000004, moreRights as rightsOfVault } from './1764000000004-vault.js';
import { Invitations1764000000005, moreRights as rightsOfInvitations } from './1764000000005-invitations.js';
import { People1764000000006, moreRights as rightsOfPeople } from './1764000000006-people.js';
import { Seals1764000000007, moreRights as rightsOfSeals } from './1764000000007-seals.js';
import { Walls1764000000008, moreRights as rightsOfWalls } from './1764000000008-walls.js';
import { Edges1764000000009, moreRights as rightsOfEdges } from './1764000000009-edges.js';
import { RowSecurity1764000000010, securedTables as securedFirst } from './1764000000010-row-security.js';
import { OutlineLists1764000000011 } from './1764000000011-outline-lists.js';
import { KeyRenewal1764000000012, moreRights as rightsOfKeyRenewal } from './1764000000012-key-renewal.js';
import { DataKeys1764000000013 } from './1764000000013-data-keys.js';
import { SealedMore1764000000014, moreRights as rightsOfSealedMore } from './1764000000014-sealed-more.js';
import { Mandates1764000000015, moreRights as rightsOfMandates, securedWithMandates } from './1764000000015-mandates.js';
import { StaffLetters1764000000016, moreRights as rightsOfStaffLetters } from './1764000000016-staff-letters.js';
import { AppointedBefore1764000000017, moreRights as rightsOfAppointed } from './1764000000017-appointed-before.js';
import { ProvenAddresses1764000000018, moreRights as rightsOfProvenAddresses } from './1764000000018-proven-addresses.js';
import { TwoPersons1764000000019, moreRights as rightsOfTwoPersons } from './1764000000019-two-persons.js';
import { Powers1764000000020, moreRights as rightsOfPowers } from './1764000000020-powers.js';
import { Houses1764000000021 } from './1764000000021-houses.js';
import { LeavesByAStep1764000000023 } from './1764000000023-leaves-by-a-step.js';
import { JournalOfTheRoom1764000000024 } from './1764000000024-journal-of-the-room.js';
import { TypedAddresses1764000000022, moreRights as rightsOfTypedAddresses } from './1764000000022-typed-addresses.js';
import { HerOwnWord1764000000025 } from './1764000000025-her-own-word.js';
import {
  FamilyLetterRequests1764000000026,
  moreRights as rightsOfLetterRequests,
  securedWithLetterRequests,
} from './1764000000026-family-letter-requests.js';
import { SessionsFrom1764000000027, moreRights as rightsOfSessionsFrom } from './1764000000027-sessions-from.js';
import { OpensLater1764000000034, moreRights as rightsOfOpensLater } from './1764000000034-opens-later.js';
import { EnteredByApps1764000000037 } from './1764000000037-entered-by-apps.js';
import { Upkeep1764000000033, moreRights as rightsOfUpkeep } from './1764000000033-upkeep.js';
import { WhatAnswersStays1764000000043 } from './1764000000043-what-answers-stays.js';
import { RefusalsCounted1764000000028, moreRights as rightsOfRefusalsCounted } from './1764000000028-refusals-counted.js';
import {
  WrittenByFunction1764000000029,
  fewerRights as takenFromJournal,
  moreRights as rightsOfJournal,
} from './1764000000029-written-by-function.js';
import {
  SignInWalls1764000000030,
  fewerRights as takenFromSignIn,
  moreRights as rightsOfSignInWalls,
} from './1764000000030-sign-in-walls.js';
import { Proofs1764000000031, moreRights as rightsOfProofs } from './1764000000031-proofs.js';
import { PeopleByWhatIsEntered1764000000040 } from './1764000000040-people-by-what-is-entered.js';
import { MovedByWhatIsEntered1764000000041 } from './1764000000041-moved-by-what-is-entered.js';
import { KnownByTheHouse1764000000042, moreRights as rightsOfKnownByTheHouse } from './1764000000042-known-by-the-house.js';
import { AppointedByTwo1764000000044, moreRights as rightsOfAppointedByTwo } from './1764000000044-appointed-by-two.js';
import { WhoGivesRoles1764000000047 } from './1764000000047-who-gives-roles.js';
import { BetweenRelatives1764000000048, moreRights as rightsBetweenRelatives } from './1764000000048-between-relatives.js';
import { FreshStart1764000000054, moreRights as rightsOfFreshStart } from './1764000000054-fresh-start.js';
import { NamedInError1764000000053, moreRights as rightsOfNamedInError } from './1764000000053-named-in-error.js';
import { SessionsSealed1764000000050, moreRights as rightsOfSessionsSealed } from './1764000000050-sessions-sealed.js';
import { merged, without } from './rights.js';

/** All migrations, oldest first. What has been released is never edited; a change is a new migration. */
export const migrations = [
  Foundation1764000000001,
  Rights1764000000002,
  SignIn1764000000003,
  Vault1764000000004,
  Invitations1764000000005,
  People1764000000006,
  Seals1764000000007,
  Walls1764000000008,
  Edges1764000000009,
  RowSecurity1764000000010,
  OutlineLists1764000000011,
  KeyRenewal1764000000012,
  DataKeys1764000000013,
  SealedMore1764000000014,
  Mandates1764000000015,
  StaffLetters1764000000016,
  AppointedBefore1764000000017,
  ProvenAddresses1764000000018,
  TwoPersons1764000000019,
  Powers1764000000020,
  Houses1764000000021,
  LeavesByAStep1764000000023,
  JournalOfTheRoom1764000000024,
  TypedAddresses1764000000022,
  HerOwnWord1764000000025,
  FamilyLetterRequests1764000000026,
  SessionsFrom1764000000027,
  RefusalsCounted1764000000028,
  WrittenByFunction1764000000029,
  SignInWalls1764000000030,
  Proofs1764000000031,
  Upkeep1764000000033,
  OpensLater1764000000034,
  EnteredByApps1764000000037,
  PeopleByWhatIsEntered1764000000040,
  MovedByWhatIsEntered1764000000041,
  KnownByTheHouse1764000000042,
  WhatAnswersStays1764000000043,
  AppointedByTwo1764000000044,
  WhoGivesRoles1764000000047,
  SessionsSealed1764000000050,
  BetweenRelatives1764000000048,
  NamedInError1764000000053,
  FreshStart1764000000054,
] as const;

const before = merged(
  firstRights,
  rightsOfSignIn,
  rightsOfVault,
  rightsOfInvitations,
  rightsOfPeople,
  rightsOfSeals,
  rightsOfWalls,
  rightsOfEdges,
  rightsOfKeyRenewal,
  rightsOfSealedMore,
  rightsOfMandates,
  rightsOfStaffLetters,
  rightsOfAppointed,
  rightsOfProvenAddresses,
  rightsOfTypedAddresses,
  rightsOfLetterRequests,
  rightsOfSessionsFrom,
  rightsOfRefusalsCounted,
  rightsOfTwoPersons,
  rightsOfPowers,
  rightsOfUpkeep,
);

const journalClosed = merged(without(before, takenFromJournal), rightsOfJournal);
/** What each database account may do in the end; the catalogue of the database must say the same. */
export const rights = merged(
  without(journalClosed, takenFromSignIn),
  rightsOfSignInWalls,
  rightsOfProofs,
  rightsOfOpensLater,
  rightsOfKnownByTheHouse,
  rightsOfAppointedByTwo,
  rightsOfSessionsSealed,
  rightsBetweenRelatives,
  rightsOfNamedInError,
  rightsOfFreshStart,
);

/** Every table that carries case data in the end, and how its rows belong to a case. */
export const securedTables = { ...securedFirst, ...securedWithMandates, ...securedWithLetterRequests } as const;
