import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { SignatureTemplate } from '../template/signature-template.entity';
import { Signature } from './signature.entity';
import { CreateSignatureInput, DeleteSignatureInput, UpdateSignatureInput } from './signature.inputs';
import {
  CreateSignaturePayload,
  DeleteSignaturePayload,
  type SignatureDeletion,
  type SignatureOutcome,
  UpdateSignaturePayload,
} from './signature.payloads';
import {
  createSignature,
  deleteSignature,
  findTemplateOf,
  isOutdated,
  listSignatures,
  updateSignature,
} from './signature.service';

const SignatureConnection = connectionType('Signature', () => Signature, 'signatures');

@Resolver(() => Mailbox)
export class MailboxSignaturesResolver {
  @FieldResolver(() => SignatureConnection, {
    nullable: true,
    description: 'Its signatures by name, at most 20. For holders of SIGNATURES; others get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  signatures(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<Signature> | null> {
    return listSignatures(ctx, mailbox, page);
  }
}

@Resolver(() => Signature)
export class SignatureResolver {
  @FieldResolver(() => SignatureTemplate, {
    nullable: true,
    description:
      'The template that it was made from, as it is now; null where it is a text of one’s own, or the template is ' +
      'gone or none that you may see.',
  })
  @RequireScope('mail:read')
  template(@Ctx() ctx: RequestContext, @Root() signature: Signature): Promise<SignatureTemplate | null> {
    return findTemplateOf(ctx, signature);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the text of its template has changed since. `updateSignature` with the same template takes the new one.',
  })
  @RequireScope('mail:read')
  isOutdated(@Ctx() ctx: RequestContext, @Root() signature: Signature): Promise<boolean> {
    return isOutdated(ctx, signature);
  }

  @Mutation(() => CreateSignaturePayload, {
    nullable: true,
    description:
      'Creates a signature of a mailbox from a visible template, or with a text of its own. What is known of the ' +
      'mailbox is filled in; it is a draft until somebody says that it is ready. Needs the right SIGNATURES on the ' +
      'mailbox.',
  })
  @RequireScope('mail:write')
  createSignature(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateSignatureInput, { description: 'What the signature is to be.' })
    input: CreateSignatureInput,
  ): Promise<SignatureOutcome> {
    return createSignature(ctx, input);
  }

  @Mutation(() => UpdateSignaturePayload, {
    nullable: true,
    description:
      'Changes a signature, gives values to its variables, finishes it or makes it the default. Needs the right ' +
      'SIGNATURES on its mailbox.',
  })
  @RequireScope('mail:write')
  updateSignature(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateSignatureInput, { description: 'Which signature, and what changes.' })
    input: UpdateSignatureInput,
  ): Promise<SignatureOutcome> {
    return updateSignature(ctx, input);
  }

  @Mutation(() => DeleteSignaturePayload, {
    nullable: true,
    description:
      'Deletes a signature. Where it was the default, new messages get none. Needs the right SIGNATURES on its mailbox.',
  })
  @RequireScope('mail:write')
  deleteSignature(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteSignatureInput, { description: 'Which signature.' })
    { id }: DeleteSignatureInput,
  ): Promise<SignatureDeletion> {
    return deleteSignature(ctx, id);
  }
}
