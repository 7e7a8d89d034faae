import { eventually } from '@app/testing';
import { PasswordReset } from '../application/password.reset';
import { bearer, PASSWORD, useAuthApps } from '../testing/use-auth-apps';

const NEW_PASSWORD = 'a savanna full of stripes';

const apps = useAuthApps();

describe('a change of password', () => {
  const change = (token: string, currentPassword: string, newPassword: string) =>
    apps.post('/auth/password', { currentPassword, newPassword }, { headers: bearer(token) });

  it('ends every older session and opens a new one, in the same second', async () => {
    const tenant = await apps.register();
    const [token, elsewhere] = [await apps.login(tenant), await apps.login(tenant)];
    const answer = await change(token, PASSWORD, NEW_PASSWORD);
    const fresh = answer.json<{ token: string }>().token;
    expect(answer.cookies).toMatchObject([{ name: 'token', value: fresh }]);
    expect((await apps.me(token)).statusCode).toBe(400);
    expect((await apps.me(elsewhere)).statusCode).toBe(400);
    expect((await apps.me(fresh)).statusCode).toBe(200);
    expect((await apps.me(await apps.login(tenant, NEW_PASSWORD))).statusCode).toBe(200);
    const old = await apps.post('/auth/login', { tenant, password: PASSWORD });
    expect(old.json()).toMatchObject({ code: 'auth.unauthenticated' });
  });

  it('needs the present password', async () => {
    const token = await apps.login(await apps.register());
    expect((await change(token, 'wrong', NEW_PASSWORD)).json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '#/currentPassword' }],
    });
    expect((await apps.me(token)).statusCode).toBe(200);
  });

  it('wants a good one', async () => {
    const token = await apps.login(await apps.register());
    expect((await change(token, PASSWORD, 'password1')).json()).toMatchObject({
      errors: [{ pointer: '#/newPassword', code: 'too_common' }],
    });
  });

  it('can be made by an operator, in a process of their own', async () => {
    const operator = await apps.start();
    const tenant = await apps.register();
    const token = await apps.login(tenant);
    const password = await operator.get(PasswordReset).reset(tenant);
    await eventually(async () => expect((await apps.me(token)).statusCode).toBe(400), 1_500);
    expect((await apps.me(await apps.login(tenant, password))).statusCode).toBe(200);
    expect((await apps.eventsOf(tenant)).at(-2)).toMatchObject({
      action: 'auth.password_reset',
      actor: { type: 'system' },
    });
    await expect(operator.get(PasswordReset).reset('nobody')).rejects.toThrow('"nobody"');
  });
});
