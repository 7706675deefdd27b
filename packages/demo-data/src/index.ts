export { DEMO_LOG_FILES, DEMO_LOG_TIME_ZONE } from './log-files';
export { type DemoOrganization, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from './organizations';
export { DEMO_PEOPLE, type DemoPerson } from './people';
