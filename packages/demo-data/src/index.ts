export { DEMO_LOG_END, DEMO_LOG_FILES, DEMO_LOG_TIME_ZONE } from './log-files';
export {
  DEMO_MAIL_SINCE,
  DEMO_MAILBOX_ID,
  DEMO_MAILBOXES,
  type DemoMailbox,
  type DemoMailService,
  EXAMPLE_MAIL_SERVICE,
  OTHER_MAIL_SERVICE,
} from './mail';
export {
  type DemoOrganization,
  EXAMPLE_ORGANIZATION,
  OPERATOR_ORGANIZATION,
  OTHER_ORGANIZATION,
} from './organizations';
export { DEMO_PEOPLE, type DemoPerson } from './people';
