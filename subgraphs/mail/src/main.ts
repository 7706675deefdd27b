import { runService } from '@hostgraph/service';
import { startSubgraph, useOutgoingMail } from '@hostgraph/subgraph-kit';
import { readMailConfig } from './config';
import { useFolderServer } from './sorting/mail-folder/folder-server';
import { useSieveServer } from './sieve-publication/sieve-server';
import { useSieveEngine } from './sieve/sieve-engine';
import { mailSubgraph } from './subgraph';

runService('mail', (environment) => {
  const config = readMailConfig(environment);
  useSieveEngine(config.sieveTestPath);
  useSieveServer(config.sieveServer);
  useFolderServer(config.folderServer);
  useOutgoingMail(config.outgoingMail);
  return startSubgraph(mailSubgraph, config);
});
