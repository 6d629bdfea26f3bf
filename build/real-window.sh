# shellcheck shell=bash
# What build/window-test does with the real window: the
# production program on a throwaway copy of the packages, on the display that
# build/with-display made. Sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
packages=$scratch/jurisdictions
window= # the X window, once it is open
program=

# nothing of the tester's settings is read or written
export HOME=$scratch GIT_CONFIG_NOSYSTEM=1
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME

# nor are jurisdictions of the current folder, which the program would open by itself
cd /

trap 'end_program; rm -rf "$scratch"' EXIT

# copy_packages makes the copy that the window is opened on, a repository of
# its own.
copy_packages() {
	cp -r "$root/jurisdictions" "$packages"
	git -C "$packages" init --quiet --initial-branch=main
	git -C "$packages" add .
	git -C "$packages" -c user.name=author -c user.email=author@example.org commit --quiet --message=packages
}

# open_window [PATH] starts the program and waits until its window is painted.
open_window() {
	"$root/build/bin/atlas-desk" "$@" >"$scratch/log" 2>&1 &
	program=$!
	eventually 30 found || give_up "no window opened"
	eventually 30 painted || give_up "the window stayed blank"
	xdotool windowactivate --sync "$window"
}

# found looks for the window. The search fails where a window goes meanwhile.
found() {
	window=$(xdotool search --onlyvisible --name '^Atlas Desk' 2>/dev/null | head -1)
	[[ $window ]]
}

# painted tells whether the window shows more than a few flat colours.
painted() {
	picture "$scratch/now.png"
	(($(identify -format %k "$scratch/now.png") > 64))
}

# open_signals opens the first package by keyboard, which shows its signals,
# and puts the focus into the text.
open_signals() {
	xdotool key --clearmodifiers ctrl+1 Return
	eventually 10 still || give_up "the window kept changing"
	xdotool key --clearmodifiers ctrl+2
}

# picture FILE takes one of the window.
picture() {
	import -window "$window" "$1"
}

# still tells whether the window has stopped changing, but for a blinking
# caret, since it was asked last.
still() {
	mv "$scratch/now.png" "$scratch/before.png"
	picture "$scratch/now.png"
	(($(printf %.0f "$(compare -metric AE "$scratch/before.png" "$scratch/now.png" null: 2>&1)") < 200))
}

# eventually SECONDS COMMAND... tries the command until it succeeds.
eventually() {
	local deadline=$((SECONDS + $1))
	shift
	until "$@"; do
		((SECONDS < deadline)) || return 1
		read -rt 0.2 <> <(:) || true # wait without a process
	done
}

# close_window closes the window as a person does, and waits for the program.
close_window() {
	xdotool key --clearmodifiers alt+F4
	eventually 10 ended || give_up "the program went on after its window was closed"
	program=
}

ended() {
	! kill -0 "$program" 2>/dev/null
}

end_program() {
	[[ -z $program ]] || kill -KILL "$program" 2>/dev/null || true
}

# give_up SENTENCE ends the script with a picture of the window and what the
# program printed.
give_up() {
	local failed=$root/build/bin/failed
	mkdir -p "$failed"
	import -window root "$failed/window.png"
	echo "The real window: $1. It looked like this: $failed/window.png. The program printed:" >&2
	cat "$scratch/log" >&2
	exit 1
}
