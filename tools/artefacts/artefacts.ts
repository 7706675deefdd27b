import { ERRORS_FILE, makeErrorsDocument } from './errors-document';
import { makeSchemas } from './schemas';

/**
 * Makes every file that is generated from code and checked in.
 *
 * @returns contents by file name, relative to the repository
 * @throws Error that says why the subgraphs do not fit together
 */
export async function makeArtefacts(): Promise<Map<string, string>> {
  return new Map([...(await makeSchemas()), [ERRORS_FILE, makeErrorsDocument()]]);
}
