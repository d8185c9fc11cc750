import { homedir } from 'node:os';

/** They want more than their share, or are no project. */
const greedy: Record<string, string> = {
  filler: `
with open("zeros", "wb") as out:
    for _ in range(10_000):
        out.write(bytes(1_000_000))`,
  shared: `
for n in range(100):
    with open(f"/dev/shm/{n}", "wb") as out:
        out.write(bytes(10_000_000))`,
  eater: `
import os, time
for _ in range(8):
    if os.fork() == 0:
        held = bytearray(100_000_000)
        for i in range(0, len(held), 4096): held[i] = 1
        time.sleep(30)
time.sleep(30)`,
  sleeper: 'import time; time.sleep(1000)',
  talker: `
import sys
while True: sys.stdout.write("x" * 1_000_000)`,
  binary: 'open("logo.png", "wb").write(bytes([0x89, 0xff]))',
  git: `
import os
os.makedirs(".git/hooks")
open(".git/hooks/post-checkout", "w").write("evil")
open("kept", "w").write("x")`,
  climber: 'open("../../usr/evil", "w").write("x")',
  forger: `
import os
os.makedirs("/tmp/x", exist_ok=True)
for fd in os.listdir(f"/proc/{os.getppid()}/fd"):
    try:
        with open(f"/proc/{os.getppid()}/fd/{fd}", "w") as out:
            out.write('{"name": "../x", "files": [{"path": "../../evil", "text": ""}], "left": []}')
    except OSError:
        pass
os.kill(os.getppid(), 9)`,
  leaving: `
import subprocess
subprocess.Popen(["sleep", "600.25"], start_new_session=True)`,
};

/** Each is a program that wants out, or more than its share. */
export function hostileHooks(of: {
  /** Of the portal. */
  files: string[];
  /** Where a server of this machine listens. */
  port: number;
}): Record<string, string> {
  const report = (code: string) => `
import os, subprocess, socket, glob
found = []
def attempt(what):
    try:
        found.append(str(what()))
    except Exception as error:
        found.append(type(error).__name__)
${code}
open("found", "w").write("\\n".join(found))`;
  const outside = [
    ...['/etc/passwd', '/etc/shadow', '/proc/1/environ', ...of.files],
    ...[homedir(), process.cwd()],
  ];
  return {
    reader: report(`
for path in ${JSON.stringify(outside)}:
    attempt(lambda: os.listdir(path) if os.path.isdir(path) else open(path, "rb").read())
found.append(str(glob.glob("/*")))
found.append(str(os.environ))
found.append(str([open(f, "rb").read() for f in glob.glob("/proc/[0-9]*/environ") if os.access(f, os.R_OK)]))
attempt(lambda: subprocess.run(["mount"], capture_output=True).stdout)`),
    caller: report(`
attempt(lambda: socket.create_connection(("127.0.0.1", ${of.port}), 2).recv(100))
attempt(lambda: socket.create_connection(("1.1.1.1", 53), 2))
attempt(lambda: socket.getaddrinfo("example.org", 80))
found.append(str(sorted(name for _, name in socket.if_nameindex())))`),
    mighty: report(`
attempt(lambda: subprocess.run(["unshare", "-Ur", "id"], capture_output=True).returncode)
attempt(lambda: os.setuid(0))
attempt(lambda: os.kill(${process.pid}, 0))
for path in ["/environment/x", "/template/x", "/usr/bin/x", "/make.py", "/x", "/dev/x"]:
    attempt(lambda: open(path, "a").write("x"))`),
    swollen: report(`
attempt(lambda: len(bytearray(700_000_000)))
attempt(lambda: open("/proc/self/oom_score_adj").read().strip())`),
    bomb: report(`
n = 0
try:
    while n < 2000:
        if os.fork() == 0:
            import time
            time.sleep(30)
            os._exit(0)
        n += 1
except OSError:
    pass
found.append(str(n))`),
    ...greedy,
  };
}
