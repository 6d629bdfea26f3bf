# shellcheck shell=bash
# The steps of build/release. Sourced after build/steps.sh, with $version set.

dist=$root/build/dist
work=$bin/release
packaging=$root/build/packaging
release_packages=(nsis rpm zip imagemagick osslsigncode)

umask 022 # modes are packed too

# Every date in what is made is the commit's.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
commit=$(git rev-parse HEAD)
day=$(date --utc --date="@$SOURCE_DATE_EPOCH" +%F)

nfpm=github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2 # later ones need a module that is gone
winres=github.com/tc-hib/go-winres@v0.3.3

# -buildid= and -trimpath leave out where it was built; the linker writes in
# the version and the commit.
linker_flags="-s -w -buildid= -X atlasdesk/backend/version.number=$version -X atlasdesk/backend/version.commit=$commit"

# leave_out WHAT HOW says in a line what is not made, and how it would be.
leave_out() {
	printf '%-28s%s\n' "left out" "$1: $2"
}

# build OUTPUT [FLAG...] builds the program for $GOOS and $GOARCH.
build() {
	local output=$1
	shift
	go build -trimpath -buildvcs=false -ldflags "$linker_flags${extra_flags:-}" -o "$output" "$@" .
}

# fresh_page builds the page anew, whatever was built before.
fresh_page() {
	rm -f "$bin/page.stamp"
	page
}

# archive NAME FOLDER packs a folder of $work: zip for Windows, else tar.gz.
# Order, owners and times are fixed.
archive() ( # in a shell of its own, which goes there
	name=$1 folder=$2
	cd "$work"
	find "$folder" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
	if [[ $name == *.zip ]]; then
		find "$folder" -type f | LC_ALL=C sort | TZ=UTC zip -X -q "$dist/$name" -@
	else
		tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -c "$folder" | gzip -9n >"$dist/$name"
	fi
)

# bare_program SYSTEM ARCH builds the program without a window.
bare_program() {
	local folder=$work/atlas-desk-headless-$version-$1-$2 suffix=
	[[ $1 != windows ]] || suffix=.exe
	mkdir -p "$folder"
	CGO_ENABLED=0 GOOS=$1 GOARCH=$2 build "$folder/atlas-desk$suffix"
}

# bare_archives packs the programs without a window, with the licences.
bare_archives() {
	local folder kind
	for folder in "$work"/atlas-desk-headless-*; do
		kind=tar.gz
		[[ $folder != *-windows-* ]] || kind=zip
		cp LICENSE "$work/bill/third-party-licences.txt" "$folder"
		archive "${folder##*/}.$kind" "${folder##*/}"
	done
}

# manual writes the manual pages and the completions.
manual() {
	mkdir -p "$work/man" "$work/completion"
	go run ./build/man -version "$version" -date "$day" "$work/man"
	gzip -9n "$work"/man/*.1
	CGO_ENABLED=0 build "$work/here"
	local shell
	for shell in bash zsh fish; do
		"$work/here" completion $shell >"$work/completion/$shell"
	done
}

# cross_linux tells whether the window can be built for the other processor.
cross_linux() {
	[[ $(uname -m) == x86_64 ]] && command -v aarch64-linux-gnu-gcc >/dev/null && command -v mmdebstrap >/dev/null
}

# sysroot unpacks, without installing, what the window is linked with on arm64.
sysroot() {
	local folder=$bin/sysroot-arm64
	[[ -e $folder/usr/lib/aarch64-linux-gnu/pkgconfig/webkit2gtk-4.1.pc ]] && return
	rm -rf "$folder"
	mmdebstrap --variant=extract --architectures=arm64 --include=libgtk-3-dev,libwebkit2gtk-4.1-dev,libc6-dev,libgcc-12-dev bookworm "$folder"
}

# linux_window ARCH builds the program with its window.
linux_window() {
	if [[ $1 == arm64 && $(uname -m) != aarch64 ]]; then
		local folder=$bin/sysroot-arm64
		export CC="aarch64-linux-gnu-gcc --sysroot=$folder" PKG_CONFIG_SYSROOT_DIR=$folder
		export PKG_CONFIG_LIBDIR=$folder/usr/lib/aarch64-linux-gnu/pkgconfig:$folder/usr/share/pkgconfig
	fi
	CGO_ENABLED=1 GOOS=linux GOARCH=$1 extra_flags=" -extldflags=-Wl,--build-id=none,-z,relro,-z,now" \
		build "$work/linux-$1" -buildmode=pie -tags "$window_tags"
}

# bill_of_materials writes the licences of all parts, and the SBOM.
bill_of_materials() {
	go run ./build/bill -version "$version" -date "$day" frontend/dist "$work/bill" \
		"$work/linux-amd64" "$work/windows-amd64.exe" "$work"/atlas-desk-headless-*/atlas-desk*
	cp "$work/bill/sbom.cdx.json" "$dist/atlas-desk-$version.cdx.json"
	cp "$work/bill/third-party-licences.txt" "$dist"
}

# linux_packages ARCH makes the .deb, the .rpm and the portable archive.
linux_packages() {
	local folder=atlas-desk-$version-linux-$1 format
	linux_tree "$1" "$work/$folder"
	archive "$folder.tar.gz" "$folder"
	debian_changelog | gzip -9n >"$work/changelog.gz"
	for format in deb rpm; do
		ARCH=$1 VERSION=$version TREE=$work/$folder CHANGELOG=$work/changelog.gz \
			go run $nfpm package --config "$packaging/linux/nfpm.yaml" --packager $format --target "$dist"
	done
}

# debian_changelog is what Debian asks of every package: which version this is.
debian_changelog() {
	printf 'atlas-desk (%s) stable; urgency=medium\n\n  * Release %s, of commit %s.\n\n -- %s  %s\n' \
		"${version/-/\~}" "$version" "${commit::12}" "$(sed -n 's/^maintainer: //p' "$packaging/linux/nfpm.yaml")" \
		"$(date --utc --date="@$SOURCE_DATE_EPOCH" --rfc-email)"
}

# linux_tree ARCH FOLDER lays out what is installed below /usr.
linux_tree() {
	local folder=$2 share=$2/share size page
	install -D "$work/linux-$1" "$folder/bin/atlas-desk"
	install -Dm644 "$packaging/linux/atlas-desk.desktop" -t "$share/applications"
	install -Dm644 "$packaging/linux/atlas-desk.xml" -t "$share/mime/packages"
	install -Dm644 build/icon/atlas-desk.svg -t "$share/icons/hicolor/scalable/apps"
	for size in 16 24 32 48 64 128 256 512; do
		install -Dm644 build/icon/$size.png "$share/icons/hicolor/${size}x$size/apps/atlas-desk.png"
	done
	for page in "$work"/man/*.gz; do
		install -Dm644 "$page" -t "$share/man/man1"
	done
	install -Dm644 "$work/completion/bash" "$share/bash-completion/completions/atlas-desk"
	install -Dm644 "$work/completion/zsh" "$share/zsh/site-functions/_atlas-desk"
	install -Dm644 "$work/completion/fish" "$share/fish/vendor_completions.d/atlas-desk.fish"
	install -Dm644 "$work/bill/third-party-licences.txt" -t "$share/doc/atlas-desk"
	install -Dm644 LICENSE "$share/doc/atlas-desk/copyright"
}

# windows_window builds the program with its window, with icon, manifest and
# version as resources.
windows_window() {
	local numbers=${version%%-*}
	go run $winres make --in "$packaging/windows/winres.json" --arch amd64 --out "$root/rsrc" \
		--product-version "$version" --file-version "$numbers.0"
	local status=0
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 extra_flags=" -H windowsgui" \
		build "$work/windows-amd64.exe" -tags desktop,production,wv2runtime.download || status=$?
	rm -f "$root"/rsrc_windows_*.syso
	return $status
}

# windows_installer makes the installer and the portable archive.
windows_installer() {
	local folder=atlas-desk-$version-windows-amd64 wails
	mkdir -p "$work/$folder"
	cp "$work/windows-amd64.exe" "$work/$folder/atlas-desk.exe"
	cp LICENSE "$work/bill/third-party-licences.txt" "$work/$folder"
	"$packaging/windows/sign" "$work/$folder/atlas-desk.exe"
	archive "$folder.zip" "$folder"
	wails=$(go list -m -f '{{.Dir}}' github.com/wailsapp/wails/v2)
	cp "$wails/internal/webview2runtime/MicrosoftEdgeWebview2Setup.exe" "$work/webview2.exe"
	convert build/icon/{16,24,32,48,64,256}.png "$work/atlas-desk.ico"
	touch --date="@$SOURCE_DATE_EPOCH" "$work/webview2.exe" "$work/atlas-desk.ico" "$work/$folder"/*
	makensis -V2 -NOCD -DVERSION="$version" -DNUMBERS="${version%%-*}.0" -DFILES="$work/$folder" -DWEBVIEW="$work/webview2.exe" \
		-DICON="$work/atlas-desk.ico" -DSIGN="$packaging/windows/sign" -DOUTPUT="$dist/$folder-setup.exe" "$packaging/windows/installer.nsi"
	"$packaging/windows/sign" "$dist/$folder-setup.exe"
}

# windows_signatures looks at the signatures that were made, with the
# authorities in the file ATLAS_SIGNING_AUTHORITY, or those of the system.
windows_signatures() {
	local program
	for program in "$work/atlas-desk-$version-windows-amd64/atlas-desk.exe" "$dist/atlas-desk-$version-windows-amd64-setup.exe"; do
		osslsigncode verify -CAfile "${ATLAS_SIGNING_AUTHORITY:-/etc/ssl/certs/ca-certificates.crt}" -in "$program"
	done
}

# sums writes the SHA-256 of everything that is there.
sums() {
	cd "$dist"
	find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >"$work/sums"
	mv "$work/sums" SHA256SUMS
}
