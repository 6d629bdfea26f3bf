# shellcheck shell=bash
# The steps that build/run and build/test share. Sourced; sets the working
# directory to the root of the checkout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bin=$root/build/bin
passed=0
failed=0
keep_going=

window_tags=desktop,production,webkit2_41
window_packages=(build-essential pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev)
test_packages=(xvfb openbox dbus-x11 xdotool imagemagick fonts-dejavu-core chromium webkit2gtk-driver)

mkdir -p "$bin"
cd "$root"

# stop SENTENCE... ends the program with what is wrong and what to do now.
stop() {
	printf '%s\n' "$@" >&2
	exit 1
}

# step NAME COMMAND... runs the command and prints one line about it; what it
# printed itself is shown when it fails, or always with VERBOSE=1. A failed
# step ends the program, unless keep_going is set. Never call it where bash
# ignores errexit (in a condition, before || or &&): it would be ignored in
# the step as well.
step() {
	local name=$1 log=$bin/step.log started=${EPOCHREALTIME/[.,]/} status=0
	shift
	printf '%-28s' "$name"
	set +e
	if [[ ${VERBOSE:-} ]]; then
		echo
		(set -e; "$@") </dev/null
	else
		(set -e; NO_COLOR=1 "$@") </dev/null >"$log" 2>&1
	fi
	status=$?
	set -e
	local milliseconds=$(((${EPOCHREALTIME/[.,]/} - started) / 1000)) verdict=ok
	((status == 0)) || verdict=FAILED
	printf '%-8s%4d.%d s\n' "$verdict" $((milliseconds / 1000)) $((milliseconds % 1000 / 100))
	if ((status == 0)); then
		passed=$((passed + 1))
		[[ ${VERBOSE:-} ]] || grep '(retry x' "$log" || true # journeys that went well the second time
		return
	fi
	[[ ${VERBOSE:-} ]] || cat "$log"
	failed=$((failed + 1))
	[[ $keep_going ]] # false ends the program
}

# scratch_in_memory has temporary files kept in memory, where there is a
# gigabyte for them and programs may run: tests wait for the disk most of the
# time. What go builds stays on the disk.
scratch_in_memory() {
	local free
	[[ -z ${TMPDIR:-} && -w /dev/shm ]] || return 0
	free=$(df --output=avail /dev/shm | tail -1)
	if ((free > 1 << 20)) && ! findmnt --noheadings --output OPTIONS /dev/shm | grep -qw noexec; then
		export TMPDIR=/dev/shm GOTMPDIR=/tmp
	fi
}

# need_tools TOOL... stops when one is not on the PATH.
need_tools() {
	local tool
	for tool; do
		command -v "$tool" >/dev/null ||
			stop "Atlas Desk is built with Go (1.26 or newer), Node (20.19 or newer) and git, and $tool was not found." \
				"Install it, see that it is on the PATH, and run this again."
	done
}

installed() {
	[[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# need_packages PACKAGE... installs the Debian packages that are missing, or
# stops with the one line that does.
need_packages() {
	local package missing=()
	if ! command -v dpkg-query >/dev/null; then
		echo "This is not Debian, so nothing is installed. What is needed, by its Debian name: $*"
		return
	fi
	for package; do
		installed "$package" || missing+=("$package")
	done
	((${#missing[@]})) || return 0
	as_root true 2>/dev/null ||
		stop "Packages are missing, and installing them needs root. Run this line, then try again:" \
			"  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
	step "install ${#missing[@]} packages" install_packages "${missing[@]}"
}

install_packages() {
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

as_root() {
	if ((EUID)); then sudo -n "$@"; else "$@"; fi
}

# fingerprint PATH... [CONDITION...] is a hash of the files that find finds.
fingerprint() {
	find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

# page_dependencies installs the npm packages when the lock file is not the
# one that they were installed from.
page_dependencies() {
	cmp -s frontend/package-lock.json frontend/node_modules/.installed-lock.json && return
	npm --prefix frontend ci --prefer-offline
	cp frontend/package-lock.json frontend/node_modules/.installed-lock.json
}

# page builds frontend/dist when it was not built from these sources.
page() {
	local sources
	sources=$(fingerprint frontend -regex 'frontend/\(node_modules\|dist\|e2e\)' -prune -o)
	[[ -e frontend/dist/index.html && $sources == "$(cat "$bin/page.stamp" 2>/dev/null)" ]] && return
	npm --prefix frontend run build
	echo "$sources" >"$bin/page.stamp"
}

# generate_bindings writes the TypeScript side of the bound Go methods to a
# folder of build/bin. The program built with the tag "bindings" does it, into
# the folder that it is started in, by the wails.json there.
generate_bindings() {
	go build -tags bindings -o "$bin/bindings" .
	mkdir -p "$bin/generated"
	cp wails.json "$bin/generated"
	(cd "$bin/generated" && tsoutputtype=interfaces "$bin/bindings")
}

# update_bindings makes frontend/wailsjs anew when package app has changed.
update_bindings() {
	local sources
	sources=$(fingerprint app go.mod wails.json)
	[[ $sources == "$(cat "$bin/bindings.stamp" 2>/dev/null)" ]] && return
	generate_bindings
	diff -rq frontend/wailsjs "$bin/generated/frontend/wailsjs" || {
		rm -rf frontend/wailsjs
		cp -r "$bin/generated/frontend/wailsjs" frontend
	}
	echo "$sources" >"$bin/bindings.stamp"
}

# check_bindings fails when frontend/wailsjs is not what package app gives.
check_bindings() {
	generate_bindings
	diff -r frontend/wailsjs "$bin/generated/frontend/wailsjs" ||
		stop "frontend/wailsjs is out of date. Run build/run, which makes it anew, and commit the result."
}

# window builds the program as its users get it.
window() {
	go build -tags "$window_tags" -buildmode=pie -trimpath -ldflags "-s -w" -o "$bin/atlas-desk" .
}

# headless builds the program without its window: pure Go, no packages needed.
headless() {
	CGO_ENABLED=0 go build -trimpath -o "$bin/atlas-desk-headless" .
}

# test_window builds the program for the browser tests: it also serves the
# page, from disk, on an address.
test_window() {
	go build -tags dev,webkit2_41 -o "$bin/atlas-desk-dev" .
}
