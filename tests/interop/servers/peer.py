"""What the servers of this folder have in common: how they talk to the test that started them.

A server prints one JSON object a line on standard output: first {"port"}, then {"path", "code", "reason"}
for every connection that was closed. It ends when its standard input does, so that it never outlives the test.
"""

import hashlib
import json
import logging
import os
import random
import sys
import threading
from urllib.parse import parse_qs, urlsplit

SUBPROTOCOLS = ["superchat", "chat"]

# Above the largest message of a test.
MAX_MESSAGE_BYTES = 128 * 1024 * 1024

# RFC 6455, section 5.5: a ping carries at most 125 bytes.
PINGS = [b"", b"alive?", bytes(range(125))]


def announce(port):
    """Tells the test that the server listens, and ends this process when the test is gone."""
    # What a client asks for that cannot be had is no news; standard error is for what went wrong here.
    logging.disable(logging.WARNING)
    tell({"port": port})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def report_closed(target, code, reason):
    """Tells the test what close frame came on the connection to this path and query; 1005 for one without a code."""
    tell({"path": target, "code": code, "reason": reason or ""})


def route(target):
    """Splits "/path?name=value" into its path and a dictionary of its query."""
    url = urlsplit(target)
    return url.path, {name: values[-1] for name, values in parse_qs(url.query).items()}


def large_message(query):
    """Returns as many bytes as the query's `bytes` says, and their SHA-256 in hexadecimal."""
    payload = random.randbytes(int(query["bytes"]))
    return payload, hashlib.sha256(payload).hexdigest()


def tell(value):
    """Prints a value as one line of JSON."""
    # One write for a line, as two threads may tell something.
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)
