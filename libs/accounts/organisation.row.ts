import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type OrganisationKind = 'founder' | 'school' | 'prefecture' | 'committee' | 'agency';
export type FounderKind = 'municipal' | 'prefectural' | 'schoolCorporation' | 'nationalUniversity' | 'publicUniversity' | 'company';

@Entity('organisation')
@Index('organisation_parent', ['parentId'])
@Check('organisation_kind_check', `kind in ('founder', 'school', 'prefecture', 'committee', 'agency')`)
@Check(
  'organisation_founder_kind_check',
  `founder_kind in ('municipal', 'prefectural', 'schoolCorporation', 'nationalUniversity', 'publicUniversity', 'company')`,
)
export class OrganisationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: OrganisationKind;
  @Column('text', { name: 'founder_kind', nullable: true }) founderKind!: FounderKind | null;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) code!: string | null;
  @ForeignKey(() => OrganisationRow, { name: 'organisation_parent_id_fkey' })
  @Column('uuid', { name: 'parent_id', nullable: true, comment: "A school's founder; a founder's prefecture." })
  parentId!: string | null;
}
