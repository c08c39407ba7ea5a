import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { type JournalQuery, journalFilter, journalPage, loadJournal } from '#lib/case-pages';
import { findCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { exportChain, extentOf } from '#lib/journal';
import { type Actor, Refused, countsAs } from '#lib/kernel';
import { consoleWords, journalWords as words, say } from '#lib/texts';
import { IdPipe, Link, file } from '#lib/web';

/** Who did or read what in a case, for its founder: on the page, and as a file that can be checked outside. */
@Controller('cases/:id/journal')
@Allow('case.read')
export class JournalController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query() query: JournalQuery) {
    onlyFounder(actor);
    return this.work.run(actor, async (tx) => {
      const head = await findCase(tx, id);
      await tx.read('journal', id);
      const shown = await loadJournal(tx, id, journalFilter(query));
      return journalPage({
        shown,
        at: `/cases/${id}/journal`,
        above: <Link href={`/cases/${id}`}>{say(consoleWords.case.title, { caseNo: head.caseNo })}</Link>,
        title: words.title,
        lead: words.lead,
        more: [<Link href={`/cases/${id}/journal/export`}>{words.export}</Link>, <Link href="/journal-roots">{words.roots}</Link>],
      });
    });
  }

  /** One transaction finds the case, says that it is read and how far the journal has come; the entries follow as they are taken. */
  @Get('export')
  async export(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    onlyFounder(actor);
    const extent = await this.work.run(actor, async (tx) => {
      await findCase(tx, id);
      await tx.read('journal-export', id);
      return extentOf(tx, id);
    });
    const lines = exportChain((piece) => this.work.run(actor, piece), extent);
    return file('journal.jsonl', 'application/jsonl; charset=utf-8', lines);
  }
}

function onlyFounder({ role }: Actor): void {
  if (!countsAs(role, ['founder'])) throw new Refused('not-allowed');
}
