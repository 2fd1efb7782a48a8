"""A server of the `websockets` library for tests/interop; see peer.py."""

import asyncio
from http import HTTPStatus

import websockets
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import WebSocketServerProtocol

import peer


class Peer(WebSocketServerProtocol):
    async def process_request(self, target, _headers):
        path, query = peer.route(target)
        if path == "/refuse":
            return HTTPStatus(int(query["status"])), [], b"refused\n"
        bits = int(query["window"]) if "window" in query else None
        deflate = ServerPerMessageDeflateFactory(server_max_window_bits=bits, client_max_window_bits=bits)
        # The extensions of a server are the same for all paths, but for this.
        self.process_extensions = lambda headers, _: WebSocketServerProtocol.process_extensions(headers, [deflate])
        return None


async def serve(connection):
    path, query = peer.route(connection.path)
    try:
        await answer(connection, path, query)
    except ConnectionClosed:
        # What it was closed with is told below.
        pass
    peer.report_closed(connection.path, connection.close_code, connection.close_reason)


async def answer(connection, path, query):
    if path == "/close":
        await connection.close(int(query["code"]), query.get("reason", ""))
    elif path == "/large":
        for message in peer.large_message(query):
            await connection.send(message)
    elif path == "/fragments":
        await connection.send(["one ", "", "two ", "three"])
    elif path == "/pings":
        for payload in peer.PINGS:
            pong = await connection.ping(payload)
            # Settled by a pong with the ping's payload only.
            await pong
        await connection.send("all pings answered")
    async for message in connection:
        await connection.send(message)


async def main():
    server = await websockets.serve(
        serve,
        "127.0.0.1",
        0,
        create_protocol=Peer,
        subprotocols=peer.SUBPROTOCOLS,
        max_size=peer.MAX_MESSAGE_BYTES,
        ping_interval=None,
    )
    peer.announce(server.sockets[0].getsockname()[1])
    await asyncio.Future()


asyncio.run(main())
