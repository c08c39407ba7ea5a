import { type Handler, Handles, handlersByJob, isHandler } from './handles.js';
import { defineJob } from './job.js';

const wash = defineJob('wash-dishes');

@Handles(wash)
class Wash implements Handler {
  async handle(): Promise<void> {}
}

describe('handlers of jobs', () => {
  it('are found by their mark', () => {
    const hand = new Wash();
    expect(isHandler(hand)).toBe(true);
    expect(isHandler({ handle: () => undefined })).toBe(false);
    expect(handlersByJob([hand]).get('wash-dishes')).toBe(hand);
  });

  it('stop the start when one is missing or doubled', () => {
    expect(() => handlersByJob([])).toThrow('nobody handles the job wash-dishes');
    expect(() => handlersByJob([new Wash(), new Wash()])).toThrow('the job wash-dishes is handled by Wash and Wash');
  });

  it('need a job with a proper name that exists once', () => {
    expect(() => defineJob('wash-dishes')).toThrow('twice');
    expect(() => defineJob('WashDishes')).toThrow('not a name');
  });
});
