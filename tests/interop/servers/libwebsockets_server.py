"""Runs the test server of libwebsockets on a free loopback port for tests/interop; see peer.py.

It has no HTTP paths: the subprotocol decides what a connection does, and it does not tell what it was closed with.
"""

import signal
import socket
import subprocess
import sys
import time

import peer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, server):
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            # Nothing tells when it listens.
            time.sleep(0.01)
    sys.exit(f"libwebsockets-test-server ended with {server.returncode}")


def main():
    port = free_port()
    # Errors and warnings alone.
    command = ["libwebsockets-test-server", f"--port={port}", "-i", "lo", "-d", "3"]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        wait_for(port, server)
        peer.tell({"port": port})
        sys.stdin.buffer.read()
    finally:
        server.terminate()
        server.wait()


main()
