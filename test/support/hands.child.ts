import 'reflect-metadata';
import { type Handler, Hands } from '../../libs/queue/index.js';

/** A worker process that takes a job, says so, and never finishes it. For being killed. */
const stuck: Handler = {
  handle: (id) => {
    process.send?.({ took: id });
    return new Promise(() => undefined);
  },
};

const settings = JSON.parse(process.env.QUEUE_SETTINGS ?? '{}') as ConstructorParameters<typeof Hands>[0];
void new Hands(settings, new Map([['count', stuck]]), () => undefined).start();
