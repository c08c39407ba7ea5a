import { handlerProblems } from './handler-problems.js';

describe('the check of jobs and handlers at the start', () => {
  it('is content when every job has exactly one handler', () => {
    expect(handlerProblems(['send-mail'], [{ job: 'send-mail', by: 'SendMail' }])).toEqual([]);
  });

  it('names a job nobody handles, one handled twice and one that does not exist', () => {
    const claims = [
      { job: 'send-mail', by: 'SendMail' },
      { job: 'send-mail', by: 'SendMailAgain' },
      { job: 'send-fax', by: 'SendFax' },
    ];
    expect(handlerProblems(['send-mail', 'send-reminder'], claims)).toEqual([
      'the job send-mail is handled by SendMail and SendMailAgain',
      'nobody handles the job send-reminder',
      'SendFax handles the job send-fax, which is not defined',
    ]);
  });
});
