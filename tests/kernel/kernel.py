#!/usr/bin/env python3
"""Runs a lab under the real kernel and tells what happened.

Reads one JSON object from standard input:
  {"script": bash text that builds the lab with `ip netns`,
   "probes": [{"netns": name, "command": text, "wait": seconds to let pass before it, "settle": does it change a link}],
   "idle": seconds without a frame after which the run is over, or "tail": seconds after the last probe}
or {"file": bash text that is run as a file `s.sh` while every namespace that comes is captured, "tail"}
and prints one JSON object:
  {"kernel", "setup": {"status", "stdout", "stderr"},
   "probes": [{"status", "stdout", "stderr", "at": seconds since the capture began}], "end": when it ended,
   "frames": [[netns, device, "in" | "out", nanoseconds, octets in hex]],   each namespace's in order
   "tables": {netns: {"addr", "route", "neigh", "link", "fdb"}}}             as `ip -j` and `bridge -j` print them

Everything happens in private network, mount, uts and process namespaces that end with this program. Standard library only.
"""
import ctypes
import json
import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time

CLONE_NEWNET = 0x40000000
ETH_P_ALL = 3
SO_TIMESTAMPNS = 35
SO_RCVBUFFORCE = 33
PACKET_OUTGOING = 4
IFF_UP, IFF_LOWER_UP = 0x1, 0x10000
OPER_UP = 6
ENV = dict(PATH='/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME='/root', LANG='C.UTF-8',
           LC_ALL='C.UTF-8', TERM='dumb', USER='root')
libc = ctypes.CDLL(None, use_errno=True)


def enter_private_namespaces():
    if os.environ.get('PACKETWALK_PRIVATE') != '1':
        os.environ['PACKETWALK_PRIVATE'] = '1'
        os.execvp('unshare', ['unshare', '-n', '-m', '-u', '-p', '-f', '--kill-child', '--mount-proc',
                              '--propagation', 'private', sys.executable, *sys.argv])
    for command in ('mkdir -p /run/netns', 'mount -t tmpfs none /run/netns', 'mount -t sysfs sysfs /sys', 'hostname host',
                    'mount -t tmpfs none /mnt', 'mkdir /mnt/upper /mnt/work /mnt/home',
                    'mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work /etc',
                    "printf '127.0.0.1\tlocalhost\n' > /etc/hosts", ': > /etc/resolv.conf', 'mkdir -p /etc/netns',
                    "printf 'hosts: files dns\n' > /etc/nsswitch.conf"):
        subprocess.run(command, shell=True, check=True)


class InNetns:
    """Puts this thread into a namespace for a while. A socket stays in the namespace that it was made in."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.home = os.open('/proc/thread-self/ns/net', os.O_RDONLY)
        self.enter(self.path)

    def __exit__(self, *_):
        libc.setns(self.home, CLONE_NEWNET)
        os.close(self.home)

    @staticmethod
    def enter(path):
        fd = os.open(path, os.O_RDONLY)
        if libc.setns(fd, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), path)
        os.close(fd)


def namespaces():
    """The root namespace is `host`; the others have the names that the script gave them."""
    return {'host': '/proc/self/ns/net', **{name: '/run/netns/' + name for name in sorted(os.listdir('/run/netns'))}}


def run(netns, command, limit=60):
    argv = ['bash', '-c', command] if netns == 'host' else ['ip', 'netns', 'exec', netns, 'bash', '-c', command]
    try:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENV, timeout=limit)
        return dict(status=done.returncode, stdout=done.stdout, stderr=done.stderr)
    except subprocess.TimeoutExpired:
        return dict(status=-1, stdout='', stderr='timed out after %d s' % limit)


def links(netns):
    command = ['ip', *([] if netns == 'host' else ['-n', netns]), '-d', '-j', 'link']
    text = subprocess.run(command, capture_output=True, text=True).stdout
    return json.loads(text) if text.strip() else []


def settled(link):
    """Has linkwatch caught up with this link? Before that frames vanish in a noop qdisc, and a bridge port drops."""
    if link.get('linkinfo', {}).get('info_kind') != 'veth' or 'UP' not in link['flags']:
        return True
    if 'LOWER_UP' not in link['flags']:
        return link['operstate'] != 'UNKNOWN'
    port = link.get('linkinfo', {}).get('info_slave_data', {}).get('state', 'forwarding')
    return link['operstate'] == 'UP' and port in ('forwarding', 'disabled')


def wait_until_settled(limit=3.0):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if all(settled(link) for name in namespaces() for link in links(name)):
            return
        time.sleep(0.05)


class Capture:
    """Every frame on every device of every namespace, merged by the kernel's time stamps."""

    def __init__(self, spaces):
        self.frames, self.sockets, self.wake, self.stopped = [], {}, os.pipe(), False
        self.last = time.monotonic()
        self.poll = select.epoll()
        self.poll.register(self.wake[0], select.EPOLLIN)
        for name, path in spaces.items():
            self.tap(name, path)
        time.sleep(0.1)  # the kernel begins to stamp frames lazily, some time after it is asked
        self.thread = threading.Thread(target=self.loop, daemon=True)
        self.thread.start()

    def tap(self, name, path):
        with InNetns(path):
            tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        tap.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        tap.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 32 << 20)
        tap.setblocking(False)
        self.sockets[tap.fileno()] = (name, tap)
        self.poll.register(tap.fileno(), select.EPOLLIN)

    def follow(self):
        """Taps each namespace soon after it is made."""
        known = set()
        while not self.stopped:
            for name in set(os.listdir('/run/netns')) - known:
                try:
                    self.tap(name, '/run/netns/' + name)
                    known.add(name)
                except OSError:  # its file is there before the namespace is bound to it
                    pass
            for name in known - set(os.listdir('/run/netns')):
                self.untap(name)
                known.discard(name)
            time.sleep(0.005)

    def untap(self, name):
        """A socket would keep a deleted namespace alive."""
        for fd, (owner, tap) in list(self.sockets.items()):
            if owner == name:
                self.poll.unregister(fd)
                self.drain(fd)
                del self.sockets[fd]
                tap.close()

    def loop(self):
        while True:
            for fd, _ in self.poll.poll():
                if fd == self.wake[0]:
                    for each in list(self.sockets):
                        self.drain(each)
                    return
                if fd in self.sockets:
                    self.drain(fd)

    def drain(self, fd):
        name, tap = self.sockets[fd]
        while True:
            try:
                data, ancillary, _, address = tap.recvmsg(65600, 64)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:  # ENETDOWN: the device went away
                continue
            stamp = 0
            for _, kind, value in ancillary:
                if kind == SO_TIMESTAMPNS:
                    seconds, nanoseconds = struct.unpack('qq', value[:16])
                    stamp = seconds * 10**9 + nanoseconds
            direction = 'out' if address[2] == PACKET_OUTGOING else 'in'
            self.frames.append((stamp, len(self.frames), name, address[0], direction, data))
            self.last = time.monotonic()

    def wait_idle(self, seconds, limit=90.0):
        end = time.monotonic() + limit
        self.last = time.monotonic()
        while time.monotonic() < min(end, self.last + seconds):
            time.sleep(0.02)

    def merge(self):
        """A namespace's frames stay in the order of its tap: a frame that comes in is stamped when it is queued, which may
        be before what was done with the one before it."""
        latest = {}
        keyed = []
        for frame in self.frames:
            stamp, number, name = frame[:3]
            latest[name] = max(stamp, latest.get(name, 0))
            keyed.append((latest[name], number, frame))
        self.frames = [frame for _, _, frame in sorted(keyed)]

    def stop(self, start=None):
        """The frames, their times counted from `start`, or else from the first."""
        self.stopped = True
        os.write(self.wake[1], b'x')
        self.thread.join()
        self.merge()
        if start is None:
            start = self.frames[0][0] if self.frames else 0
        return [[name, dev, way, stamp - start, data.hex()] for stamp, _, name, dev, way, data in self.frames]


def listing(netns, command):
    text = run(netns, command)['stdout']
    return json.loads(text) if text.strip() else []


def tables():
    """The neighbours first, of every namespace: nothing else changes by itself."""
    commands = dict(neigh='ip -4 -j neigh', addr='ip -4 -j addr', route='ip -4 -j -d route show table all', link='ip -d -j link',
                    fdb='bridge -j fdb')
    spaces = namespaces()
    told = {name: {} for name in spaces}
    for what, command in commands.items():
        for name in spaces:
            told[name][what] = listing(name, command)
    return told


def run_file(task):
    with open('/mnt/home/s.sh', 'w') as file:
        file.write(task['file'])
    capture = Capture({'host': '/proc/self/ns/net'})
    follower = threading.Thread(target=capture.follow, daemon=True)
    follower.start()
    said = run('host', 'cd /mnt/home && exec bash s.sh')
    time.sleep(task.get('tail', 0.3))
    capture.stopped = True
    follower.join()
    frames = capture.stop()
    json.dump(dict(kernel=os.uname().release, setup=said, probes=[], end=0, frames=frames, tables=tables()), sys.stdout)


def main():
    enter_private_namespaces()
    task = json.load(sys.stdin)
    if 'file' in task:
        run_file(task)
        return
    setup = run('host', task['script'])
    wait_until_settled()
    capture = Capture(namespaces())
    start = time.monotonic()
    probes = []
    for probe in task['probes']:
        time.sleep(probe.get('wait', 0))
        at = time.monotonic() - start
        probes.append(dict(run(probe['netns'], probe['command']), at=at))
        if probe.get('settle'):
            wait_until_settled()
    if 'tail' in task:
        time.sleep(task['tail'])
    else:
        capture.wait_idle(task.get('idle', 0.3))
    end = time.monotonic() - start
    frames = capture.stop()
    json.dump(dict(kernel=os.uname().release, setup=setup, probes=probes, end=end, frames=frames, tables=tables()), sys.stdout)


if __name__ == '__main__':
    main()
