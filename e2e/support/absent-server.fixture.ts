import { describeWith } from './debian';

describeWith(['a-server-that-does-not-exist'], 'absent server', () => {
  it('answers', () => undefined);
});
