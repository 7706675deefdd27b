import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';

export const FtpEncryption = describedEnum(
  'FtpEncryption',
  'How a program and the FTP server keep what they say from others.',
  {
    EXPLICIT_TLS:
      'Explicit FTPS (FTPES): the program asks for TLS with `AUTH TLS` on the ordinary port (RFC 4217). Without, and ' +
      'for files in the clear, the server refuses.',
  },
);
export type FtpEncryption = ValueOf<typeof FtpEncryption>;

@ObjectType({ description: 'The same settings, ready for common programs. None has the password in it.' })
export class FtpClientExamples {
  @Field({
    description:
      'A file for FileZilla, to be taken in with “Import” in its menu “File”; it asks for the password.',
  })
  fileZilla!: string;

  @Field({ description: 'A command for lftp in a shell; it asks for the password.' })
  lftp!: string;

  @Field({ description: 'A command for curl that lists the directory; it asks for the password.' })
  curl!: string;
}

@ObjectType({ description: 'What to set up in an FTP program, to sign in to an account.' })
export class FtpConnectionSettings {
  @Field({ description: 'Name of the FTP server, as its certificate has it.' })
  host!: string;

  @Field(() => Int, { description: 'Its port.' })
  port!: number;

  @Field(() => FtpEncryption, { description: 'How the connection is encrypted.' })
  encryption!: FtpEncryption;

  @Field({ description: 'The username to sign in with.' })
  username!: string;

  @Field(() => FtpClientExamples, { description: 'The same for common programs.' })
  examples!: FtpClientExamples;
}
