#!/usr/bin/env python3
"""Runs a lab under the real kernel step by step, when it is told to.

Reads JSON lines from standard input and answers each with one:
  {"run": bash text, "at": seconds after the start, or less than now: at once, "settle": wait for linkwatch afterwards}
    -> {"at", "done": seconds, "status", "stdout", "stderr"}
  {"end": true}
    -> {"frames": [[netns, device, "in" | "out", nanoseconds after the start, octets in hex]]}   each namespace's in order

One bash runs all steps, in private namespaces that end with this program. Every device of every namespace is captured.
"""
import json
import os
import select
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import kernel

LIMIT = 60


class Bash:
    """Takes commands from a pipe and marks on both of its outputs where those of one step end."""

    def __init__(self):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(['bash'], stdin=pipe, stdout=pipe, stderr=pipe, env=kernel.ENV, cwd='/mnt/home')
        self.outputs = [self.process.stdout.fileno(), self.process.stderr.fileno()]

    def run(self, text):
        mark = '@end of step@'
        step = f"{{ :\n{text}\n}} </dev/null\nprintf '{mark}%d\\n' $?; printf '{mark}\\n' >&2\n"
        os.write(self.process.stdin.fileno(), step.encode())
        said = {fd: b'' for fd in self.outputs}
        end = time.monotonic() + LIMIT
        while not all(mark.encode() in text and text.endswith(b'\n') for text in said.values()):
            ready, _, _ = select.select(self.outputs, [], [], end - time.monotonic())
            parts = [(fd, os.read(fd, 65536)) for fd in ready]
            if not ready or not all(part for _, part in parts):
                raise RuntimeError(f'bash is stuck or gone after: {text}')
            for fd, part in parts:
                said[fd] += part
        (stdout, status), (stderr, _) = [said[fd].decode().rsplit(mark, 1) for fd in self.outputs]
        return dict(status=int(status), stdout=stdout, stderr=stderr)


class Lockstep:
    def __init__(self):
        self.bash = Bash()
        self.capture = kernel.Capture({'host': '/proc/self/ns/net'})
        self.tapped = set()
        self.start = time.time_ns()

    def now(self):
        return (time.time_ns() - self.start) / 1e9

    def step(self, task):
        while (left := task.get('at', 0) - self.now()) > 0:
            time.sleep(left)
        at = self.now()
        said = self.bash.run(task['run'])
        self.tap()
        if task.get('settle'):
            kernel.wait_until_settled()
        return dict(said, at=at, done=self.now())

    def tap(self):
        """A namespace has no frames yet when the step that makes it is over."""
        there = set(os.listdir('/run/netns'))
        for name in there - self.tapped:
            self.capture.tap(name, '/run/netns/' + name)
        for name in self.tapped - there:
            self.capture.untap(name)
        self.tapped = there

    def end(self):
        return dict(frames=self.capture.stop(self.start))


def main():
    kernel.enter_private_namespaces()
    lockstep = Lockstep()
    for line in sys.stdin:
        task = json.loads(line)
        print(json.dumps(lockstep.end() if 'end' in task else lockstep.step(task)), flush=True)


if __name__ == '__main__':
    main()
