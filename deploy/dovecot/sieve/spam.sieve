# What the spam filter has marked, rspamd or SpamAssassin, goes to the folder for spam, unseen by the user’s own rules.
require ["fileinto", "mailbox"];

if header :matches ["X-Spam", "X-Spam-Flag"] "yes*" {
  fileinto :create "Junk";
  stop;
}
