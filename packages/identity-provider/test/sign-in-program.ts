/** Signs in with the options given as JSON in the first argument and prints the result as JSON. */
import { signIn, SignInError, type SignInOptions } from '@hostgraph/identity-provider';

signIn(JSON.parse(process.argv[2] ?? '') as SignInOptions).then(
  (result) => {
    console.log(JSON.stringify(result));
  },
  (fault: unknown) => {
    console.log(
      JSON.stringify({ error: fault instanceof SignInError ? fault.message : 'not a SignInError' }),
    );
  },
);
