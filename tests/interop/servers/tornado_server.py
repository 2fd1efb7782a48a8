"""A server of Tornado for tests/interop; see peer.py."""

import asyncio
import logging

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler

import peer


class Peer(WebSocketHandler):
    async def get(self, *args, **kwargs):
        self.path, self.query = peer.route(self.request.uri)
        self.pongs = []
        if self.path == "/refuse":
            self.set_status(int(self.query["status"]))
            self.finish("refused\n")
            return
        await super().get(*args, **kwargs)

    def get_compression_options(self):
        return {}

    def select_subprotocol(self, subprotocols):
        return next((name for name in peer.SUBPROTOCOLS if name in subprotocols), None)

    def open(self):
        if self.path == "/close":
            self.close(int(self.query["code"]), self.query.get("reason"))
        elif self.path == "/large":
            payload, digest = peer.large_message(self.query)
            self.write_message(payload, binary=True)
            self.write_message(digest)
        elif self.path == "/pings":
            self.ping(peer.PINGS[0])

    def on_message(self, message):
        self.write_message(message, binary=isinstance(message, bytes))

    def on_pong(self, data):
        if self.path != "/pings":
            return
        self.pongs.append(data)
        count = len(self.pongs)
        if self.pongs != peer.PINGS[:count]:
            raise RuntimeError(f"{data} does not answer {peer.PINGS[count - 1]}")
        if count < len(peer.PINGS):
            self.ping(peer.PINGS[count])
        else:
            self.write_message("all pings answered")

    def on_close(self):
        peer.report_closed(self.request.uri, self.close_code or 1005, self.close_reason)


async def main():
    # A refusal with 5xx is an error to it.
    logging.getLogger("tornado.access").disabled = True
    application = Application([(r"/.*", Peer)], websocket_max_message_size=peer.MAX_MESSAGE_BYTES)
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(application).add_sockets(sockets)
    peer.announce(sockets[0].getsockname()[1])
    await asyncio.Event().wait()


asyncio.run(main())
