import { describe, expect, it } from 'vitest';
import { callsOf } from './calls';

interface Paths {
  '/members/{id}': {
    get: { parameters: object; responses: { 200: { content: { 'application/json': unknown } } } };
    post: {
      parameters: object;
      requestBody: object;
      responses: { 200: { content: { 'application/json': unknown } } };
    };
  };
}

let asked: Request;
const calls = (answer: Response) =>
  callsOf<Paths>('https://maillage.example/api/v1', async (request) => {
    asked = request;
    return answer;
  }) as unknown as Record<'GET' | 'POST', (path: string, init?: object) => Promise<Record<string, unknown>>>;

describe('a call', () => {
  it('fills the path, repeats lists in the query and leaves out what is not given', async () => {
    const { data } = await calls(Response.json({ name: 'Barr' })).GET('/members/{id}', {
      params: {
        path: { id: 'a/b' },
        query: { q: 'Saint Pierre & fils', topic: ['1', '2'], cursor: undefined, archived: false },
        header: { 'If-Match': '"r3"', Prefer: undefined },
      },
    });
    expect(data).toEqual({ name: 'Barr' });
    expect(asked.url).toBe(
      'https://maillage.example/api/v1/members/a%2Fb?q=Saint+Pierre+%26+fils&topic=1&topic=2&archived=false',
    );
    expect(asked.headers.get('If-Match')).toBe('"r3"');
    expect(asked.headers.has('Prefer')).toBe(false);
    expect(asked.headers.has('Content-Type')).toBe(false);
  });

  it('sends JSON as JSON, and leaves a form to tell its own type', async () => {
    const { POST } = calls(new Response(null, { status: 204 }));
    expect(
      (await POST('/members/{id}', { params: { path: { id: 1 } }, body: { name: 'É' } })).data,
    ).toBeUndefined();
    expect(asked.headers.get('Content-Type')).toBe('application/json');
    expect(await asked.json()).toEqual({ name: 'É' });
    const form = new FormData();
    form.append('file', 'x');
    await POST('/members/{id}', { params: { path: { id: 1 } }, body: {}, bodySerializer: () => form });
    expect(asked.headers.get('Content-Type')).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('gives the body of a refusal as the error, whatever it is', async () => {
    const problem = { code: 'members.archived' };
    expect((await calls(Response.json(problem, { status: 409 })).GET('/members/{id}')).error).toEqual(
      problem,
    );
    expect((await calls(new Response('<h1>502</h1>', { status: 502 })).GET('/members/{id}')).error).toBe(
      '<h1>502</h1>',
    );
    await expect(calls(new Response('<h1>Portail</h1>')).GET('/members/{id}')).rejects.toThrow(SyntaxError);
  });
});
