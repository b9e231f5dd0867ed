# Sourced by web/demo and tests/run after setup.sh: builds the native tools, the wasm modules and the site.

native_packages=(g++ cmake ninja-build libeigen3-dev libgtest-dev libcli11-dev rapidjson-dev libutf8proc-dev)

# configure PRESET [RUNNER]: cmake --preset, from nothing if the folder was configured elsewhere or with other tools.
configure() {
  local preset=$1 run=${2:-in_root} folder stamp made_by
  folder=$root/build/${preset/#release/native}
  stamp=$folder/made-by
  made_by="$root $("$run" sh -c 'command -v emcc && emcc --version | head -n 1; command -v c++; cmake --version')"
  if [ -e "$folder/CMakeCache.txt" ] && [ "$made_by" = "$(cat "$stamp" 2>/dev/null)" ]; then
    quietly "$run" cmake --preset "$preset"
  elif [ "$run" = in_root ]; then
    quietly in_root cmake --fresh --preset "$preset"
  else
    quietly "$run" emcmake cmake --fresh --preset "$preset"
  fi
  printf '%s\n' "$made_by" >"$stamp"
}

in_root() { (cd "$root" && "$@"); }

# quietly COMMAND...: shows what it printed only if it fails.
quietly() {
  local log
  log=$("$@" 2>&1) || { say "$log"; die "this failed: $*"; }
}

# build PRESET [TARGET...]
build() {
  local preset=$1 run=in_root
  shift
  case $preset in web) run=in_emscripten ;; esac
  say "building $preset"
  configure "$preset" "$run"
  "$run" cmake --build --preset "$preset" ${1:+--target "$@"} >&2 ||
    die "the build of $preset failed; the first message above that says error: tells why."
}

# split_wasm NAME: makes a module's lukewarm-first.wasm and lukewarm-rest.wasm, unless they are newer than all they are
# made of.
split_wasm() {
  local folder=$root/build/web/$1
  local from=("$folder/lukewarm.wasm" "$root/models" "$root/web/engine" "$root/web/page/link.js" "$root/web/make/split.mjs")
  [ -e "$folder/lukewarm-rest.wasm" ] && [ -z "$(find "${from[@]}" -newer "$folder/lukewarm-rest.wasm" -print -quit)" ] && return
  quietly node "$root/web/make/split.mjs" "$folder"
}

# build_site: the static site in build/site, with its wasm.
build_site() {
  build web lukewarm_wasm_simd128 lukewarm_wasm_relaxed lukewarm_train_wasm
  split_wasm simd128
  split_wasm relaxed
  node "$root/web/make/site.mjs" || die "the site could not be put together."
}
