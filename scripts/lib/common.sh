# Shared by the scripts of this folder: where things are, what must be installed, how long each stage took.
# Sourced, never run.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
die() { printf '✗ %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "installing packages needs root or sudo; or install them yourself: $*"
  fi
}

# need_apt PACKAGE…: installs those Debian packages that are not there yet, by name.
need_apt() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# need_tool COMMAND LEAST-VERSION HINT: refuses in words when a toolchain is missing or too old.
need_tool() {
  command -v "$1" >/dev/null || die "$1 is missing: $3"
  local have
  have=$("$1" --version | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1)
  [ "$(printf '%s\n%s\n' "$2" "$have" | sort -V | head -n 1)" = "$2" ] || die "$1 $have is too old, $2 or newer is needed: $3"
}

# What the binary needs to be built and run.
need_build() {
  need_apt build-essential pkg-config libproj-dev libclang-dev proj-data ca-certificates
  need_tool cargo 1.94 "install Rust from rustup.rs"
  need_tool node 20 "install Node.js 20"
  need_tool npm 9 "it comes with Node.js"
}

# A TCP port of the loopback address that nobody listens on.
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

timings=()
# stage NAME COMMAND…: runs a command, and remembers how long it took.
stage() {
  local name=$1 start=$SECONDS
  shift
  say "$name"
  "$@" || { report_timings; die "$name failed"; }
  timings+=("$(printf '%5d s  %s' $((SECONDS - start)) "$name")")
}

report_timings() {
  printf '\nwhere the time went\n' >&2
  [ ${#timings[@]} -eq 0 ] || printf '%s\n' "${timings[@]}" >&2
  printf '%5d s  in all\n' "$SECONDS" >&2
}
