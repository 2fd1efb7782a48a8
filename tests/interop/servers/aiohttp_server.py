"""A server of aiohttp for tests/interop; see peer.py."""

import asyncio

from aiohttp import WSMsgType, web

import peer


async def serve(request):
    path, query = peer.route(request.path_qs)
    if path == "/refuse":
        return web.Response(status=int(query["status"]), text="refused\n")
    connection = web.WebSocketResponse(
        protocols=peer.SUBPROTOCOLS, max_msg_size=peer.MAX_MESSAGE_BYTES, autoping=path != "/pings"
    )
    await connection.prepare(request)
    if path == "/close":
        await connection.close(code=int(query["code"]), message=query.get("reason", "").encode())
        return connection
    if path == "/large":
        payload, digest = peer.large_message(query)
        await connection.send_bytes(payload)
        await connection.send_str(digest)
    elif path == "/pings":
        await check_pongs(connection)
    await echo(connection, request.path_qs)
    return connection


async def echo(connection, target):
    while True:
        message = await connection.receive()
        if message.type == WSMsgType.TEXT:
            await connection.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            await connection.send_bytes(message.data)
        else:
            # For a close frame `data` is its code, 0 for none, and `extra` its reason.
            is_close = message.type == WSMsgType.CLOSE
            peer.report_closed(target, (message.data or 1005) if is_close else 1006, message.extra)
            return


async def check_pongs(connection):
    for payload in peer.PINGS:
        await connection.ping(payload)
        pong = await connection.receive()
        if pong.type != WSMsgType.PONG or bytes(pong.data) != payload:
            raise RuntimeError(f"{pong} does not answer {payload}")
    await connection.send_str("all pings answered")


async def main():
    application = web.Application()
    application.router.add_get("/{path:.*}", serve)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    peer.announce(runner.addresses[0][1])
    await asyncio.Future()


asyncio.run(main())
