import { roles } from '#lib/kernel';
import { type Permission, mayAny, permissions } from './permissions.js';

describe('permissions', () => {
  it('keep the committee’s room to members and secretariat, and to read only to whoever it was opened for', () => {
    const inside = (permission: Permission) => roles.filter((role) => mayAny(role, [permission]));
    expect(inside('deliberation.write')).toEqual(['committeeMember', 'secretariat']);
    expect(inside('deliberation.read')).toEqual(['committeeMember', 'secretariat', 'breakGlass']);
  });

  it('give administrators no case content', () => {
    const granted = Object.keys(permissions).filter((permission) => mayAny('administrator', [permission as Permission]));
    const administers = ['people.administer', 'people.journal', 'tokens.administer', 'journal.roots', 'recovery.start', 'recovery.confirm'];
    expect(granted).toEqual(['signed-in', 'procedure.read', ...administers, 'training-clock.set']);
  });

  it('let prefectures and readers read and nothing else', () => {
    for (const role of ['prefecture', 'reader'] as const) {
      expect(mayAny(role, ['case.read'])).toBe(true);
      expect(mayAny(role, ['case.report', 'case.step', 'case.act', 'family.write', 'deliberation.write'])).toBe(false);
    }
  });

  it('list the head of the founder wherever the founder is', () => {
    for (const permission of Object.keys(permissions) as Permission[]) {
      if (mayAny('founder', [permission])) expect(mayAny('founderHead', [permission])).toBe(true);
    }
  });

  it('are never those of the system', () => {
    for (const permission of Object.keys(permissions) as Permission[]) expect(mayAny('system', [permission])).toBe(false);
  });

  it('keep the family’s pages to relatives and whoever acts for them', () => {
    expect(roles.filter((role) => mayAny(role, ['family.read', 'family.write']))).toEqual(['relative', 'representative']);
    expect(roles.filter((role) => mayAny(role, ['family.own']))).toEqual(['relative']);
  });
});
