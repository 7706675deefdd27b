import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { SignatureTemplate } from './signature-template.entity';
import {
  CreateSignatureTemplateInput,
  DeleteSignatureTemplateInput,
  UpdateSignatureTemplateInput,
} from './signature-template.inputs';
import {
  CreateSignatureTemplatePayload,
  DeleteSignatureTemplatePayload,
  type SignatureTemplateDeletion,
  type SignatureTemplateOutcome,
  UpdateSignatureTemplatePayload,
} from './signature-template.payloads';
import {
  createSignatureTemplate,
  deleteSignatureTemplate,
  listSignatureTemplates,
  updateSignatureTemplate,
} from './signature-template.service';

const SignatureTemplateConnection = connectionType(
  'SignatureTemplate',
  () => SignatureTemplate,
  'templates of signatures',
);

@Resolver(() => MailService)
export class MailServiceSignatureTemplatesResolver {
  @FieldResolver(() => SignatureTemplateConnection, {
    nullable: true,
    description:
      'Templates of signatures by name. Administrators see all of them; whoever uses one of its mailboxes, or has a ' +
      'right on one, the visible ones.',
  })
  @RequireScope('mail:read')
  signatureTemplates(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<SignatureTemplate> | null> {
    return listSignatureTemplates(ctx, mailService, page);
  }
}

@Resolver(() => SignatureTemplate)
export class SignatureTemplateResolver {
  @Mutation(() => CreateSignatureTemplatePayload, {
    nullable: true,
    description:
      'Prepares a signature for the mailboxes of a mail service. For administrators and legal responsibles of the ' +
      'organization.',
  })
  @RequireScope('mail:write')
  createSignatureTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateSignatureTemplateInput, { description: 'What the template is to be.' })
    input: CreateSignatureTemplateInput,
  ): Promise<SignatureTemplateOutcome> {
    return createSignatureTemplate(ctx, input);
  }

  @Mutation(() => UpdateSignatureTemplatePayload, {
    nullable: true,
    description:
      'Changes, shows or hides a template. Signatures that were made from it stay as they are; ' +
      '`Signature.isOutdated` tells that there is a newer text. For administrators and legal responsibles of the ' +
      'organization.',
  })
  @RequireScope('mail:write')
  updateSignatureTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateSignatureTemplateInput, { description: 'Which template, and what changes.' })
    input: UpdateSignatureTemplateInput,
  ): Promise<SignatureTemplateOutcome> {
    return updateSignatureTemplate(ctx, input);
  }

  @Mutation(() => DeleteSignatureTemplatePayload, {
    nullable: true,
    description:
      'Deletes a template for good; signatures that were made from it stay. For administrators and legal ' +
      'responsibles of the organization.',
  })
  @RequireScope('mail:write')
  deleteSignatureTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteSignatureTemplateInput, { description: 'Which template.' })
    { id }: DeleteSignatureTemplateInput,
  ): Promise<SignatureTemplateDeletion> {
    return deleteSignatureTemplate(ctx, id);
  }
}
