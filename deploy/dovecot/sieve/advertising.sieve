# What says of itself that it went to many (RFC 2369; Precedence is older than any standard) goes to a folder of its own,
# but not what comes by a mailing list that one writes to (RFC 2369, List-Post), nor what only says that it is automatic.
require ["fileinto", "mailbox"];

if allof (not exists "List-Post", anyof (exists "List-Unsubscribe", header :is "Precedence" "bulk")) {
  fileinto :create "Advertising";
  stop;
}
