import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Refused } from '#lib/kernel';
import { buildWeb } from '../index.js';

@Controller('v1')
class TrialApi {
  @Post('things') thing(@Body() body: unknown) {
    return { got: body };
  }
  @Get('things') things() {
    return [];
  }
  @Get('refuse/:code') refuse(@Param('code') code: string): never {
    throw new Refused(code, { missing: ['jscExplained'], errors: [{ field: 'a', code: 'required' }], state: 'INTAKE' });
  }
}
@Module({ controllers: [TrialApi] })
class TrialApiModule {}

describe('an API', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await buildWeb({ app: 'api', module: TrialApiModule });
  });
  afterAll(() => app.close());
  const send = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/v1/things', headers: { 'content-type': type }, payload });

  it('takes an empty body for none', async () => {
    expect((await send('')).json()).toEqual({});
    expect((await send(' \n')).json()).toEqual({});
  });
  it('counts names, not what looks like one', async () => {
    const tricky = '{"a":"b\\"a\\":","a:":["\\\\",":"],"b":{"a":"\\"a\\":1"}}';
    expect((await send(tricky)).json()).toEqual({ got: JSON.parse(tricky) });
  });
  it('takes JSON without asking where from', async () => expect((await send('{"a":1}')).json()).toEqual({ got: { a: 1 } }));
  it('answers a refusal as a problem with code and what is missing', async () => {
    const { statusCode, headers, body } = await app.inject('/v1/refuse/facts-missing');
    expect([statusCode, headers['content-type']]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({
      status: 409,
      code: 'facts-missing',
      missing: ['jscExplained'],
      errors: [{ field: 'a', code: 'required' }],
      facts: { state: 'INTAKE' },
    });
  });
  it.each([
    ['{"a":', 'application/json', 400, 'broken-body'],
    ['['.repeat(9) + ']'.repeat(9), 'application/json', 400, 'broken-body'],
    ['{"__proto__":{"a":1}}', 'application/json', 400, 'broken-body'],
    ['{"a":1,"a":2}', 'application/json', 400, 'name-twice'],
    ['{"a":1,"\\u0061":2}', 'application/json', 400, 'name-twice'],
    ['[{"a":{"b":1,"c":[],"b" : 1}}]', 'application/json', 400, 'name-twice'],
    ['a=1', 'application/x-www-form-urlencoded', 415, 'wrong-media-type'],
    [`"${'x'.repeat(2_000_000)}"`, 'application/json', 413, 'too-large'],
  ])('says no to a bad body %#', async (payload, type, status, code) => {
    const answer = await send(payload, type);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });
  it('says no to a wrong path and a wrong method', async () => {
    expect((await app.inject('/v1/nothing')).json()).toMatchObject({ status: 404, code: 'not-found' });
    const answer = await app.inject({ method: 'PUT', url: '/v1/things', payload: {} });
    expect([answer.statusCode, answer.headers.allow, answer.json().code]).toEqual([405, 'GET, HEAD, POST', 'wrong-method']);
    expect((await app.inject('/v1/%zz')).statusCode).toBe(400);
  });
  it('asks for a token where there is none', async () => {
    const { statusCode, headers } = await app.inject('/v1/refuse/not-signed-in');
    expect([statusCode, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});
