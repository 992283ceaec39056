"""Tests what is read off strace: files that were written, also when refused, and sockets."""

from traces import from_start, sockets, written

TRACE = """\
7 connect(3<UNIX-STREAM:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT
7 execve("/opt/carspec", ["/opt/carspec", "list"], 0x55d4 /* 3 vars */) = 0
7 openat(AT_FDCWD</>, "/usr/lib/libz.so", O_RDONLY|O_CLOEXEC) = 3</usr/lib/libz.so>
7 openat(AT_FDCWD</bare/root/home/reader>, "chart.svg", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 4<x>
7 openat(9</bare/root/home/reader/.cache>, "list", O_RDWR|O_CREAT, 0666) = -1 EROFS (Read-only file system)
8 mkdir("/home/reader/.local/share/carspec", 0777 <unfinished ...>
7 rename(".list.new", "list") = 0
7 rename("/tmp/a b.new", "/tmp/a \\"b\\"") = 0
7 linkat(AT_FDCWD</>, "/proc/self/fd/5", AT_FDCWD</>, "/home/reader/whole", AT_SYMLINK_FOLLOW) = 0
8 unlinkat(AT_FDCWD</>, "/tmp/gone", 0) = 0
7 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 5<UNIX-STREAM:[1]>
7 connect(5<UNIX-STREAM:[1]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X9"}, 20) = -1 ECONNREFUSED
7 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 6<UDP:[2]>
7 connect(6<UDP:[2]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("1.1.1.1")}, 16) = -1
7 bind(8<NETLINK:[3]>, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0
8 <... mkdir resumed>) = 0
7 +++ exited with 0 +++
""".splitlines()

STARTED = from_start(TRACE, "/opt/carspec")


def test_what_is_made_changed_or_removed_is_found_by_its_path() -> None:
    assert list(written(STARTED, "/bare/root", "/home/reader")) == [
        "/home/reader/chart.svg",
        "/home/reader/.cache/list",
        "/home/reader/.local/share/carspec",
        "/home/reader/.list.new",
        "/home/reader/list",
        "/tmp/a b.new",
        '/tmp/a \\"b\\"',
        "/home/reader/whole",
        "/tmp/gone",
    ]


def test_what_came_before_the_program_does_not_count() -> None:
    assert len(STARTED) == len(TRACE) - 1
    assert from_start(TRACE, "/opt/other") == []


def test_every_use_of_a_socket_is_found() -> None:
    assert list(sockets(STARTED)) == ["/tmp/.X11-unix/X9", "AF_INET", "AF_INET", "AF_NETLINK"]
