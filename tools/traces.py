"""Reads what strace wrote: which files a program made or changed, and which sockets it used."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from pathlib import PurePosixPath

CALLS = (
    "open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,rmdir,truncate,chmod,fchmodat,socket,connect,bind,execve"
)
"""The system calls to trace, for strace's option -e; `-y` names the folders behind numbers."""

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")
_NAMED = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_CHANGES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE")
_LOCAL = re.compile(r'sun_path=@?"([^"]*)"')
_SOCKET = re.compile(r"(?:AF|PF)_\w+")


def written(lines: Iterable[str], top: str, place: str) -> Iterator[str]:
    """The absolute path of whatever was made, changed or removed, also where it was refused.

    `top` is the folder that was the root of the traced program, `place` its working folder in there.
    """
    for call, words in _calls(lines):
        if call in ("socket", "connect", "bind", "execve") or (
            call.startswith("open") and not _CHANGES.search(words)
        ):
            continue
        for folder, name in _NAMED.findall(words):
            if not name.startswith("/proc/self/fd/"):  # a file without a name, which now gets the next one
                yield str(PurePosixPath(folder.removeprefix(top) or place, name))


def sockets(lines: Iterable[str]) -> Iterator[str]:
    """What a socket was used for: the path of a local one that was asked for, or the family of any other."""
    for call, words in _calls(lines):
        if call in ("connect", "bind"):
            path = _LOCAL.search(words)
            family = _SOCKET.search(words)
            yield path[1] if path else family[0] if family else words
        elif call == "socket" and not words.startswith(("AF_UNIX", "AF_LOCAL")):
            yield words.partition(",")[0]


def from_start(lines: Iterable[str], program: str) -> list[str]:
    """What was traced from the start of a program on; nothing where it was not started."""
    return list(dropwhile(lambda line: f'execve("{program}"' not in line, lines))


def _calls(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if found := _CALL.match(line):
            yield found[1], found[2]
