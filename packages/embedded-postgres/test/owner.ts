/**
 * A program that owns a database: it starts one in the directory given by its first argument and prints its
 * URL and process id, or the code of the error, as one line of JSON. With the second argument `throw` it then
 * dies of an uncaught exception.
 */
import { EmbeddedPostgresError, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';

const [directory = '', then] = process.argv.slice(2);

startEmbeddedPostgres({ directory }).then(
  ({ url, processId }) => {
    console.log(JSON.stringify({ url, processId }));
    if (then === 'throw')
      setTimeout(() => {
        throw new Error('uncaught');
      }, 0);
  },
  (fault: unknown) => {
    console.log(
      JSON.stringify({ code: fault instanceof EmbeddedPostgresError ? fault.code : String(fault) }),
    );
  },
);
