# A PostgreSQL of our own for one run: an unprivileged user, a free port, a temporary directory, stopped and removed at the end.
# Sourced after common.sh.

pg_bin=/usr/lib/postgresql/15/bin

need_postgres() {
  if [ ! -x $pg_bin/initdb ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    # Debian would start a cluster on port 5432 by itself; nobody asked for one.
    as_root mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  need_apt postgresql-15 postgresql-15-postgis-3
}

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Starts the server and exports YUNTU_TEST_POSTGRES, a superuser's URL; each test makes a database of its own.
start_postgres() {
  pg_dir=$(mktemp -d)
  [ "$(id -u)" -ne 0 ] || chown postgres "$pg_dir"
  pg_port=$(free_port)
  as_postgres $pg_bin/initdb -D "$pg_dir/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres $pg_bin/pg_ctl -D "$pg_dir/data" -w -l "$pg_dir/log" start -o "-p $pg_port -k $pg_dir \
    -c listen_addresses=127.0.0.1 -c shared_buffers=512MB -c work_mem=64MB -c maintenance_work_mem=256MB \
    -c max_connections=200 -c max_wal_size=4GB -c jit=off" >/dev/null || { cat "$pg_dir/log" >&2; return 1; }
  export YUNTU_TEST_POSTGRES="postgres://postgres@127.0.0.1:$pg_port/postgres"
}

stop_postgres() {
  [ -n "${pg_dir:-}" ] || return 0
  as_postgres $pg_bin/pg_ctl -D "$pg_dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$pg_dir"
}
