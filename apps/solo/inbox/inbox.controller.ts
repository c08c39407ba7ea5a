import { Controller, Get, Inject, Module, Param, Query, type Type } from '@nestjs/common';
import { h } from 'preact';
import { Refused } from '#lib/kernel';
import { Public } from '#lib/accounts';
import { inbox } from '#lib/texts';
import { page, type PageAnswer } from '#lib/web';
import { MailList, MailView, subjectOf } from './inbox.page.js';
import { MailFolder } from './mail-folder.js';

const perPage = 50;

/** Reading the letters of this machine, for people and for tests. Nothing here changes or deletes. */
@Public()
@Controller()
export class InboxController {
  constructor(@Inject(MailFolder) private readonly folder: MailFolder) {}

  @Get()
  async list(@Query('page') asked?: unknown): Promise<PageAnswer> {
    const ids = this.folder.ids();
    const last = Math.max(1, Math.ceil(ids.length / perPage));
    const at = Math.min(typeof asked === 'string' && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1, last);
    const mails = await this.folder.readAll(ids.slice((at - 1) * perPage, at * perPage));
    return page(
      inbox.title,
      h(MailList, { mails, newer: at > 1 ? `/?page=${at - 1}` : undefined, older: at < last ? `/?page=${at + 1}` : undefined }),
    );
  }

  @Get('mails/:id')
  async show(@Param('id') id: string): Promise<PageAnswer> {
    const mail = await this.folder.read(id);
    if (!mail) throw new Refused('not-found');
    return page(subjectOf(mail), h(MailView, { mail }));
  }

  /** Every letter, newest first. */
  @Get('mails.json')
  async json(): Promise<object[]> {
    const mails = await this.folder.readAll(this.folder.ids());
    return mails.map(({ id, messageId, from, to, subject, text, receivedAt, sentAt }) => ({
      id,
      messageId,
      from,
      to,
      subject,
      text,
      receivedAt,
      sentAt: sentAt ?? null,
    }));
  }
}

export function inboxModule(folder: MailFolder): Type {
  @Module({ controllers: [InboxController], providers: [{ provide: MailFolder, useValue: folder }] })
  class InboxModule {}
  return InboxModule;
}
