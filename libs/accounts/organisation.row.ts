import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type OrganisationKind = 'founder' | 'school' | 'prefecture' | 'committee' | 'agency';
export type FounderKind = 'municipal' | 'prefectural' | 'schoolCorporation' | 'nationalUniversity' | 'publicUniversity' | 'company';

@Entity('organisation')
@Index('organisation_parent', ['parentId'])
export class OrganisationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: OrganisationKind;
  @Column('text', { name: 'founder_kind', nullable: true }) founderKind!: FounderKind | null;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) code!: string | null;
  /** A school's founder; a founder's prefecture. */
  @ForeignKey(() => OrganisationRow)
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;
}
