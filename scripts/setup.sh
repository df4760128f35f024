#!/usr/bin/env bash
# Installs from Debian what the tests need and this machine lacks, and says so.
# Quick and silent but for one line when nothing is missing. Changes nothing else:
# it starts no server and writes no setting.
set -euo pipefail

say() { printf 'setup: %s\n' "$*"; }

for tool in go git; do
  command -v "$tool" >/dev/null || { say "$tool is not on the PATH; install it first" >&2; exit 1; }
done

have_browser() { command -v chromium-headless-shell; }
have_postgres() { command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb'; }
have_fonts() { compgen -G '/usr/share/fonts/truetype/noto/NotoSans-Regular.*'; }
have_pdf() { command -v pdftoppm; }
have_office() { command -v soffice; }
have_zbar() { command -v zbarimg; }
have_qpdf() { command -v qpdf; }
have_calendar() { /usr/bin/python3 -c 'import icalendar'; }
have_mail() { command -v exim4 || test -x /usr/sbin/exim4; }
have_mailbox() { command -v dovecot || test -x /usr/sbin/dovecot; }
have_dkim() { /usr/bin/python3 -c 'import dkim'; }
have_compiler() { command -v gcc && test -e /usr/include/stdlib.h; }

missing=()
need() { # check, reason, packages…
  local check=$1 why=$2
  shift 2
  "$check" >/dev/null 2>&1 && return
  say "missing: $* ($why)"
  missing+=("$@")
}
find_missing() {
  missing=()
  need have_browser 'the browser stories' chromium-headless-shell
  need have_postgres 'every store test runs on PostgreSQL too; each starts a cluster of its own' postgresql
  need have_fonts 'Vietnamese letters in screenshots' fonts-noto-core
  need have_pdf 'looking at printed pages' poppler-utils
  need have_office 'drawing Office documents as their readers do' libreoffice-writer-nogui
  need have_zbar 'a second reader of QR codes' zbar-tools
  need have_qpdf 'a second reader of PDF' qpdf
  need have_calendar 'a second reader of calendars' python3-icalendar
  need have_mail 'a mail server that letters are handed to' exim4-daemon-light
  need have_mailbox 'a mail server whose mailbox is read' dovecot-imapd
  need have_dkim 'a second reader of DKIM signatures' python3-dkim
  need have_compiler 'the race detector' gcc libc6-dev
}

find_missing
if [ ${#missing[@]} -eq 0 ]; then
  say 'all that the tests need is here'
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    say "run as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
if ! command -v apt-get >/dev/null; then
  say 'this system has no apt-get; install what is listed above by its own means' >&2
  exit 1
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"; }
say "installing ${missing[*]}"
# The package lists of a new machine may be old or absent: ask for them once more.
apt install --no-install-recommends "${missing[@]}" || { apt update && apt install --no-install-recommends "${missing[@]}"; }

find_missing
if [ ${#missing[@]} -ne 0 ]; then
  say "still missing after the installation: ${missing[*]}" >&2
  exit 1
fi
say 'done'
