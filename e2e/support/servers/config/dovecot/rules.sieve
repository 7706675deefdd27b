require ["fileinto", "envelope"];

if header :contains "X-Spam" "Yes" {
  fileinto "Junk";
} elsif header :contains "Subject" "unwanted newsletter" {
  discard;
}
