# shellcheck shell=sh
# Sourced by roles.sh and server-roles.sh: passwords are the files in $SECRETS, where the superuser's may be as well. Who that is
# says PGHOST and the like.
secrets=${SECRETS:-/run/secrets}
if [ -e "$secrets/postgres_password" ]; then
  PGPASSWORD=$(cat "$secrets/postgres_password")
  export PGPASSWORD
fi
