import { describeWith } from '../support/debian';
import {
  POSTFIX_PROGRAMS,
  REAL_MAIL_PROGRAMS,
  type RealMail,
  startRealMail,
} from '../support/servers/real-mail';

describeWith([...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS], 'mail on Dovecot and Postfix', () => {
  let mail: RealMail;

  beforeAll(async () => {
    mail = await startRealMail({ withPostfix: true });
  }, 120_000);
  afterAll(() => mail.stop(), 60_000);

  it('reaches the mailbox', async () => {
    await mail.deliver({ from: 'a@stranger.test', to: 'anna@example.test', subject: 'One' });
    expect(await mail.readFolder('anna@example.test', 'INBOX')).toMatchObject([{ subject: 'One' }]);
  });
});
