"""Types at real shells, each in a pseudo-terminal of its own, and gives what they wrote.

Standard input: a JSON list of sessions, each a list of steps; a step is text to type, or [rows, columns] of a new size.
The next step comes when nothing was written for a moment. Standard output: a JSON list of texts.
"""

import fcntl, json, os, pty, select, struct, sys, tempfile, termios, threading, time

QUIET = 0.35


def size(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def start(home):
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(home)
        env = {"TERM": "xterm-256color", "PS1": "$ ", "HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
               "LANG": "C.UTF-8", "INPUTRC": "/dev/null"}
        os.execvpe("bash", ["bash", "--norc"], env)
    size(fd, 24, 80)
    return fd


def collect(fd, into):
    """Until it is quiet; False at the end of the session."""
    while select.select([fd], [], [], QUIET)[0]:
        try:
            data = os.read(fd, 65536)
        except OSError:
            return False
        if not data:
            return False
        into.append(data)
    return True


def run(steps, results, at):
    with tempfile.TemporaryDirectory() as home:
        fd, written = start(home), []
        alive = collect(fd, written)
        for step in steps:
            if not alive:
                break
            if isinstance(step, list):
                size(fd, *step)
            else:
                os.write(fd, step.encode())
            alive = collect(fd, written)
        os.close(fd)
        results[at] = b"".join(written).decode(errors="replace")


# pty.fork() isn't made for threads: the shells are started one after another, a few at a time run together.
sessions = json.load(sys.stdin)
results = [""] * len(sessions)
threads = [threading.Thread(target=run, args=(steps, results, at)) for at, steps in enumerate(sessions)]
for thread in threads:
    thread.start()
    time.sleep(0.02)
for thread in threads:
    thread.join()
json.dump(results, sys.stdout)
