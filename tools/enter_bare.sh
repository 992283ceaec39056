#!/bin/sh
# Runs the package inside a bare system with these words, watched by strace; tools/bare_debian.py starts it in
# namespaces of its own and names in the environment: ROOT of the system, PACKAGE and its place PROGRAM in there, KEPT
# for home and temporary folder, TRACE and the CALLS in it, the user WHO, and the display SHOWN, which may be empty.
set -eu

mount --make-rprivate /
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount -t tmpfs -o mode=755 tmpfs "$ROOT/dev"
mkdir -m 1777 "$ROOT/dev/shm"
for node in null zero random urandom; do
  touch "$ROOT/dev/$node"
  mount --bind "/dev/$node" "$ROOT/dev/$node"
done
mount --bind "$PACKAGE" "$ROOT$PROGRAM"
mount -o remount,bind,ro "$ROOT$PROGRAM"
mount --bind "$KEPT/home" "$ROOT/home/reader"
mount --bind "$KEPT/tmp" "$ROOT/tmp"
mkdir -p "$ROOT/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$ROOT/tmp/.X11-unix"
mount -o remount,bind,ro "$ROOT"

exec strace --follow-forks --seccomp-bpf --decode-fds=path --string-limit=4096 --trace="$CALLS" --output="$TRACE" \
  chroot --userspec="$WHO:$WHO" "$ROOT" \
  env -i HOME=/home/reader LANG=C.UTF-8 PATH=/usr/bin:/bin ${SHOWN:+"DISPLAY=$SHOWN"} \
  sh -c 'cd && exec "$@"' sh "$PROGRAM/carspec" "$@"
