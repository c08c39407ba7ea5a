import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { forgetWhatEnded } from '#lib/accounts';
import { waitingAppointments } from '#lib/committees';
import { UnitOfWork } from '#lib/database';
import { sweep } from '#lib/deadlines';
import { seal } from '#lib/journal';
import { systemActor } from '#lib/kernel';
import { Mailer, waitingMails, waitingReminders, waitingRootLetters, writeRootLetters } from '#lib/mail';
import { Bell, CatchUp, Hands, JobQueue, Loop, type QueueSettings, Relay, handlersByJob, isHandler } from '#lib/queue';
import { waitingKeys } from '#lib/rotation';
import { report } from './report.js';

export interface ShiftSettings {
  readonly queue: QueueSettings;
  /** Milliseconds between two rounds: of the relay (woken by the database besides), of what falls due by the clock, of sealing, of clearing away. */
  readonly every: { readonly relay: number; readonly due: number; readonly seal: number; readonly tidy: number };
  /** Addresses outside of the house that get the root of each day. */
  readonly rootTo: readonly string[];
}
export const shiftSettings = Symbol('shiftSettings');

/** What the worker does all day: relay the outbox, do jobs, look what has fallen due, clear away. Ends with the job in hand. */
@Injectable()
export class Shift implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ends: (() => Promise<void>)[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly discovery: DiscoveryService,
    @Inject(shiftSettings) private readonly settings: ShiftSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { queue: queueSettings, every } = this.settings;
    const handlers = handlersByJob(
      this.discovery
        .getProviders()
        .map(({ instance }) => instance as unknown)
        .filter(isHandler),
    );
    const queue = await JobQueue.open(queueSettings, report);
    const hands = new Hands(queueSettings, handlers, report);
    const relay = new Relay(this.work, queue);
    const catchUp = new CatchUp(this.work, queue, [waitingMails, waitingReminders, waitingRootLetters, waitingKeys, waitingAppointments]);
    const relaying = new Loop('relay', every.relay, () => relay.once(), report);
    const due = new Loop('due', every.due, async () => void (await sweep(this.work), await catchUp.once()), report);
    const sealing = new Loop('seal', every.seal, () => this.seal(), report);
    const tidying = new Loop('tidy', every.tidy, () => this.tidy(relay), report);
    const bell = new Bell(queueSettings.databaseUrl, 'outbox', () => relaying.wake(), report);

    await hands.start();
    for (const loop of [relaying, due, sealing, tidying]) loop.start();
    await bell.start();
    this.ends.push(
      () => bell.stop(),
      () => Promise.all([relaying, due, sealing, tidying].map((loop) => loop.stop())).then(() => undefined),
      () => hands.stop(),
      () => queue.close(),
      () => this.mailer.close(),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const end of this.ends.splice(0)) await end();
  }

  private async seal(): Promise<void> {
    await this.work.run(systemActor('worker'), async (tx) => {
      await seal(tx);
      await writeRootLetters(tx, this.settings.rootTo);
    });
  }

  private async tidy(relay: Relay): Promise<void> {
    await relay.tidy();
    await this.work.run(systemActor('worker'), forgetWhatEnded);
  }
}
