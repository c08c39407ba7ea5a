import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { type JournalQuery, journalFilter, journalPage, loadJournal } from '#lib/case-pages';
import { UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { committeeWords, journalWords } from '#lib/texts';
import { IdPipe, Link } from '#lib/web';
import { viewForCommittee } from '../case/committee-view.js';

const words = journalWords.room;

/** Who opened this room or did something in it: the committee, and whoever it was opened to where law demands it. For its chair and its secretariat. */
@Controller('cases/:id/journal')
export class JournalController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('deliberation.write')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query() query: JournalQuery) {
    return this.work.run(actor, async (tx) => {
      const { keepsTheRoom } = await viewForCommittee(tx, id, 'room-journal');
      if (!keepsTheRoom) throw new Refused('not-allowed');
      const shown = await loadJournal(tx, id, journalFilter(query), ['committeeMember', 'secretariat', 'breakGlass']);
      return journalPage({
        shown,
        at: `/cases/${id}/journal`,
        above: <Link href={`/cases/${id}`}>{committeeWords.case.back}</Link>,
        title: words.title,
        lead: words.lead,
        room: true,
      });
    });
  }
}
