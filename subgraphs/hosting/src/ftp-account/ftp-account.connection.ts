import { connectionType } from '@hostgraph/subgraph-kit';
import { FtpAccount } from './ftp-account.entity';

export const FtpAccountConnection = connectionType('FtpAccount', () => FtpAccount, 'FTP accounts');
