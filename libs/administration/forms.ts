import { type TokenScope, tokenScopes } from '#lib/accounts';
import { Choice, Day, Email, Text, Yes } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';
import { addedKinds } from './domain/reach.js';

/** A role in an organisation, as a list offers it: the id of the organisation and the role. */
const longestPost = 60;

export class AddOrganisation {
  @Choice(addedKinds) addedKind!: (typeof addedKinds)[number];
  @Text({ max: 100 }) organisationName!: string;
  @Text({ optional: true, max: 20 }) organisationCode?: string;
}

export class RenameOrganisation {
  @Text({ max: 100 }) organisationName!: string;
}

/** Up to three roles at once, with the same days. */
export class AddGrants {
  @Text({ max: longestPost }) post!: string;
  @Text({ max: longestPost, optional: true }) postTwo?: string;
  @Text({ max: longestPost, optional: true }) postThree?: string;
  @Day() startsOn!: PlainDate;
  @Day({ optional: true }) endsOn?: PlainDate;
}

/** The same for somebody who is not there yet. */
export class AddPerson {
  @Text({ max: 100 }) personName!: string;
  @Email({ hint: 'staffEmail' }) email!: string;
  @Text({ max: longestPost }) post!: string;
  @Text({ max: longestPost, optional: true }) postTwo?: string;
  @Text({ max: longestPost, optional: true }) postThree?: string;
  @Day() startsOn!: PlainDate;
  @Day({ optional: true }) endsOn?: PlainDate;
}

export class RenamePerson {
  @Text({ max: 100 }) personName!: string;
}

export class FindPerson {
  @Email({ hint: 'exactEmail' }) email!: string;
}

export class ChangeLastDay {
  @Day({ optional: true }) endsOn?: PlainDate;
}

export class TransferGrant {
  @Text({ label: 'postNext', max: longestPost }) post!: string;
  @Day({ label: 'transferOn', hint: 'transferOn' }) startsOn!: PlainDate;
}

export class PrepareToken {
  @Text({ max: 100, hint: 'tokenLabel' }) tokenLabel!: string;
  @Text({ max: longestPost }) post!: string;
  @Choice(tokenScopes) tokenScope!: TokenScope;
  @Day({ hint: 'tokenEndsOn' }) endsOn!: PlainDate;
}

export class Leave {
  @Text({ optional: true, max: longestPost, hint: 'successor' }) successor?: string;
  @Yes() leaves!: true;
}
