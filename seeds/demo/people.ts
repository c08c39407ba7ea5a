import { createOrganisation, createPerson, grantRole, issueToken } from '#lib/accounts';
import { addYears } from '#lib/calendar';
import type { Tx } from '#lib/database';
import { type Role, plainDate, tokyoDate } from '#lib/kernel';
import { demoWords as words } from '#lib/texts';

export interface DemoAccount {
  readonly app: 'console' | 'family' | 'committee';
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly organisation: string;
}
export interface DemoToken {
  readonly token: string;
  readonly role: string;
  readonly organisation: string;
}
export interface DemoPerson {
  readonly personId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly email: string;
}

const emailOf = (mailbox: string): string => `${mailbox}@mihon.example`;
const representativeMailbox = 'dairinin';
export const representativeEmail = emailOf(representativeMailbox);
const since = plainDate('2024-04-01');
const appOf = (role: Role): DemoAccount['app'] =>
  role === 'relative' || role === 'representative'
    ? 'family'
    : role === 'committeeMember' || role === 'secretariat'
      ? 'committee'
      : 'console';

/** Two founders with their schools, a prefecture, an agency, a committee each, relatives, a lawyer of one of them, and a token for every role. */
export async function makePeople(tx: Tx) {
  const accounts: DemoAccount[] = [];
  const apiTokens: DemoToken[] = [];
  const organise = async (kind: 'founder' | 'school' | 'prefecture' | 'committee' | 'agency', name: string, more: object = {}) => ({
    id: await createOrganisation(tx, { kind, name, ...more }),
    name,
  });
  const person = async (
    mailbox: string,
    name: string,
    role: Exclude<Role, 'system'>,
    organisation: { id: string; name: string } | null,
    token = false,
  ): Promise<DemoPerson> => {
    const email = emailOf(mailbox);
    const { id, password } = await createPerson(tx, { name, email });
    await grantRole(tx, { personId: id, role, organisationId: organisation?.id ?? null, startsOn: since, atTheMachine: true });
    accounts.push({ app: appOf(role), email, password, role, organisation: organisation?.name ?? '' });
    if (token) await giveToken(id, role, organisation!);
    return { personId: id, role, organisationId: organisation?.id ?? null, email };
  };
  /** A token belongs to a grant of its own, so that it can end without the person's, and lasts as long as a page would let it. */
  const giveToken = async (personId: string, role: Exclude<Role, 'system'>, organisation: { id: string; name: string }) => {
    const grantId = await grantRole(tx, { personId, role, organisationId: organisation.id, startsOn: since });
    apiTokens.push({
      token: await issueToken(tx, { grantId, label: words.people.programs, endsOn: addYears(tokyoDate(new Date()), 1) }),
      role,
      organisation: organisation.name,
    });
  };

  const prefecture = await organise('prefecture', words.prefecture);
  const agency = await organise('agency', words.agency);
  const board = await organise('founder', words.founders.board, { founderKind: 'municipal', parentId: prefecture.id });
  const corporation = await organise('founder', words.founders.corporation, { founderKind: 'schoolCorporation', parentId: prefecture.id });
  const [school, schoolTwo] = [
    await organise('school', words.schools.board[0], { parentId: board.id }),
    await organise('school', words.schools.board[1], { parentId: board.id }),
  ];
  const highSchool = await organise('school', words.schools.corporation[0], { parentId: corporation.id });
  const committee = await organise('committee', words.committee, { parentId: board.id });

  const { people } = words;
  const boardPeople = {
    founder: await person('kyoiku', people.founder, 'founder', board, true),
    founderHead: await person('kyoikucho', people.founderHead, 'founderHead', board, true),
    school: await person('aozora', people.school, 'school', school, true),
    committeeMember: await person('iincho', people.committeeMember, 'committeeMember', committee, true),
    secretariat: await person('jimukyoku', people.secretariat, 'secretariat', committee, true),
  };
  const corporationPeople = {
    ...boardPeople,
    founder: await person('gakuen', people.corporationFounder, 'founder', corporation, true),
    founderHead: await person('rijicho', people.corporationHead, 'founderHead', corporation),
    school: await person('koko', people.corporationSchool, 'school', highSchool, true),
  };
  await person('hidamari', people.schoolTwo, 'school', schoolTwo);
  await person('kanri', people.administrator, 'administrator', board);
  await person('gakuen-kanri', people.corporationAdministrator, 'administrator', corporation);
  await person('iin', people.committeeMemberTwo, 'committeeMember', committee);
  await person('ken', people.prefecture, 'prefecture', prefecture, true);
  await person('cho', people.reader, 'reader', agency, true);
  const relatives: DemoPerson[] = [];
  for (const [at, name] of people.relatives.entries()) relatives.push(await person(`kazoku${at + 1}`, name, 'relative', null));
  await person(representativeMailbox, people.representative, 'representative', null);
  return {
    accounts,
    apiTokens,
    board: boardPeople,
    corporation: corporationPeople,
    schools: { board: school.id, corporation: highSchool.id },
    relatives,
  };
}
