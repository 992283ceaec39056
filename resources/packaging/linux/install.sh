#!/bin/sh
# Puts carspec into the menu of this user and opens .carspec files with it; no administrator is needed.
#   ./install.sh               once, and again after the folder was moved
#   ./install.sh --uninstall   takes all of it back; what you saved stays
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
program=$here/carspec
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/carspec.desktop
kind=$share/mime/packages/carspec.xml
command=$HOME/.local/bin/carspec

# Tells the desktop that entries, kinds of files and icons have changed.
refresh() {
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications"; fi
  if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"
  else echo "update-mime-database is missing, so .carspec files keep their old icon; Debian has it in shared-mime-info." >&2
  fi
  if [ -d "$share/icons/hicolor" ]; then touch "$share/icons/hicolor"; fi
}

# The two lines of the entry that name the program. Exec is quoted only where it must be, because xdg-utils know no
# quotes; inside them some signs are escaped, and all backslashes once more, as in any line of an entry.
lines_of_program() {
  printf 'TryExec=%s\n' "$program" | sed 's/\\/\\\\/g'
  case $program in
    *[!A-Za-z0-9/._+-]*) printf '"%s"\n' "$(printf '%s' "$program" | sed -e 's/["`$\]/\\&/g' -e 's/\\/\\\\/g')" ;;
    *) printf '%s\n' "$program" ;;
  esac | sed 's/.*/Exec=& %f/'
}

uninstall() {
  rm -f "$entry" "$kind"
  if [ -d "$share/icons/hicolor" ]; then
    find "$share/icons/hicolor" -path '*/apps/carspec.*' -exec rm -f {} +
    find "$share/icons/hicolor" -depth -type d -empty -exec rmdir {} +
  fi
  if [ -L "$command" ]; then rm -f "$command"; fi
  if [ -d "$share/applications" ] && [ -d "$share/mime" ]; then refresh; fi
  echo "carspec is no longer in the menu. Its folder and your data are untouched: $here"
}

install() {
  [ -x "$program" ] || { echo "There is no program $program: leave install.sh in the folder of carspec." >&2; exit 2; }
  case $here in
    *%* | *'
'*) echo "The name of the folder has a % or a line break, which menus cannot hold; rename it: $here" >&2; exit 2 ;;
  esac
  mkdir -p "$share/applications" "$share/mime/packages" "$share/icons" "$HOME/.local/bin"
  cp -R "$here/desktop/icons/hicolor" "$share/icons/"
  cp "$here/desktop/carspec.xml" "$kind"
  {
    grep -v '^Exec=' "$here/desktop/carspec.desktop"
    lines_of_program
  } > "$entry.new"
  mv "$entry.new" "$entry"
  if [ -L "$command" ] || [ ! -e "$command" ]; then ln -sf "$program" "$command"
  else echo "$command is something else and stays; start $program instead." >&2
  fi
  refresh
  echo "carspec is in the menu and opens .carspec files. It starts from $here; run install.sh again if you move that."
}

case ${1:-} in
  "") install ;;
  --uninstall) uninstall ;;
  *) echo "install.sh knows --uninstall only, and no other word." >&2; exit 2 ;;
esac
